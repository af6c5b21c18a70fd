import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from './sources.ts';

/** One file each, with a rule it breaks. */
const BROKEN: readonly (readonly [path: string, line: string, rule: string])[] = [
  ['src/core/a.ts', "import { x } from '#store/database.ts';", 'no-restricted-imports'],
  ['src/core/b.ts', "import { x } from '#lib/text.ts';", 'no-restricted-imports'],
  ['src/rules/a.ts', "import { x } from '#store/database.ts';", 'no-restricted-imports'],
  ['src/rules/b.ts', "import { x } from '#lib/clock.ts';", 'no-restricted-imports'],
  ['src/lib/a.ts', "import { x } from '#store/database.ts';", 'no-restricted-imports'],
  ['src/store/a.ts', "import { x } from '#desk/receive.ts';", 'no-restricted-imports'],
  ['src/intent/a.ts', "import { x } from '#store/database.ts';", 'no-restricted-imports'],
  ['src/intent/b.ts', "import { x } from 'natural';", 'no-restricted-imports'],
  ['src/intent/c.ts', "import { x } from 'chrono-node';", 'no-restricted-imports'],
  ['src/rules/f.ts', "import { x } from 'chrono-node/en';", 'no-restricted-imports'],
  ['src/queue/a.ts', "import { x } from '#store/outbox.ts';", 'no-restricted-imports'],
  ['src/directory/local/a.ts', "import { x } from '#workflows/index.ts';", 'no-restricted-imports'],
  ['src/bot/browser/a.ts', "import { x } from '#workflows/index.ts';", 'no-restricted-imports'],
  ['src/bot/browser/b.ts', "import { x } from '#desk/receive.ts';", 'no-restricted-imports'],
  ['src/bot/browser/c.ts', "import { x } from '#config.ts';", 'no-restricted-imports'],
  ['src/workflows/one/a.ts', "import { x } from '../two/a.ts';", 'no-restricted-imports'],
  ['src/workflows/one/b.ts', "import { x } from '#workflows/two/a.ts';", 'no-restricted-imports'],
  ['src/workflows/one/c.ts', "import { x } from '#desk/ask.ts';", 'no-restricted-imports'],
  ['src/workflows/one/d.ts', "import { x } from 'bullmq';", 'no-restricted-imports'],
  ['src/desk-file/a.ts', "import { x } from '#store/editions.ts';", 'no-restricted-imports'],
  ['src/desk-file/b.ts', "import { x } from 'node:fs';", 'no-restricted-imports'],
  ['src/store/b.ts', "import { x } from '#desk-file/read.ts';", 'no-restricted-imports'],
  ['src/desk/a.ts', "import { x } from '#bot/browser/routes.ts';", 'no-restricted-imports'],
  ['src/desk/b.ts', "import { x } from 'date-fns';", 'no-restricted-imports'],
  ['src/desk/c.ts', "import { x } from 'natural/lib/natural/stemmers/index.js';", 'no-restricted-imports'],
  ['src/worker/a.ts', "import { x } from '#workflows/ticket/handle.ts';", 'no-restricted-imports'],
  ['src/worker/b.ts', "import { x } from '@slack/bolt';", 'no-restricted-imports'],
  ['src/lib/b.ts', "import { x } from 'echarts/core';", 'no-restricted-imports'],
  ['src/bot/browser/h.ts', "import { x } from '@resvg/resvg-js';", 'no-restricted-imports'],
  ['src/demo/a.ts', "import { x } from '#test/support/desk.ts';", 'no-restricted-imports'],
  ['src/bot/newcomer/a.ts', "import { x } from '#workflows/index.ts';", 'no-restricted-imports'],
  ['src/bot/newcomer/b.ts', "import { x } from '../browser/views.ts';", 'no-restricted-imports'],
  ['src/directory/newcomer/a.ts', "import { x } from '../local/directory.ts';", 'no-restricted-imports'],
  ['src/directory/newcomer/b.ts', "import { x } from '#desk/ask.ts';", 'no-restricted-imports'],
  ['src/core/c.ts', "import { x } from '../store/database.ts';", 'no-restricted-imports'],
  ['src/rules/c.ts', "import { x } from 'node:fs';", 'no-restricted-imports'],
  ['src/rules/d.ts', "import { x } from 'drizzle-orm';", 'no-restricted-imports'],
  ['src/rules/e.ts', "import { x } from 'postgres';", 'no-restricted-imports'],
  ['src/bot/browser/d.ts', "import { x } from '../../workflows/index.ts';", 'no-restricted-imports'],
  ['src/bot/browser/e.ts', "import { x } from '../slack/x.ts';", 'no-restricted-imports'],
  ['src/bot/browser/f.ts', "import { x } from '@slack/bolt';", 'no-restricted-imports'],
  ['src/bot/browser/g.ts', "import { x } from 'botbuilder';", 'no-restricted-imports'],
  ['src/bot/slack/a.ts', "import { x } from 'fflate';", 'no-restricted-imports'],
  ['src/commands/a.ts', "import { x } from 'bullmq';", 'no-restricted-imports'],
  ['src/main.ts', "import { x } from 'natural/lib/natural/stemmers/index.js';", 'no-restricted-imports'],
  ['src/desk/d.ts', 'export default 1;', 'no-default-export'],
  ['src/desk/e.ts', 'export const y: any = 1;', 'no-explicit-any'],
  ['src/desk/f.ts', "console.log('hello');", 'no-console'],
  ['src/desk/g.ts', 'export {};\n'.repeat(301), 'max-lines'],
];

const SOUND: readonly (readonly [path: string, line: string])[] = [
  ['src/core/sound.ts', "import { x } from './card.ts';"],
  ['src/rules/sound.ts', "import { x } from '#core/ticket.ts';"],
  ['src/desk-file/sound.ts', "import { x } from '#rules/edition.ts';"],
  ['src/intent/sound.ts', "import { x } from 'natural/lib/natural/stemmers/index.js';"],
  ['src/intent/dated.ts', "import { x } from 'chrono-node/en';"],
  ['src/queue/sound.ts', "import { x } from 'bullmq';"],
  ['src/bot/browser/sound.ts', "import { x } from '#core/front-end.ts';"],
  ['src/bot/browser/shared.ts', "import { x } from '../adaptive-card.ts';"],
  ['src/workflows/one/sound.ts', "import { x } from '#store/tickets.ts';"],
  ['src/workflows/index.ts', "import { x } from './one/sound.ts';"],
  ['src/worker/sound.ts', "import { x } from '#desk/perform.ts';"],
  ['src/desk/sound.ts', "import { x } from 'date-fns/addDays';"],
  ['src/app.ts', "import { x } from '#workflows/index.ts';"],
];

let folder: string;
let found: Map<string, string[]>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-lint-'));
  copyFileSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const [path, line] of [...BROKEN, ...SOUND]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), line.startsWith('import') ? `${line}\n\nexport const y = x;\n` : `${line}\n`);
  }
  const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/oxlint'), ['--format', 'json', '.'], { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { filename: string; code: string }[] };
  found = new Map(
    Array.from(
      Map.groupBy(diagnostics, ({ filename }) => filename),
      ([name, all]) => [name, all.map(({ code }) => code)],
    ),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the linter', () => {
  test.each(BROKEN)('refuses %s: %s', (path, _, rule) => {
    expect(found.get(path)).toEqual(expect.arrayContaining([expect.stringContaining(rule)]));
  });

  test.each(SOUND)('has nothing to say about %s: %s', (path) => {
    expect(found.get(path) ?? []).toEqual([]);
  });
});
