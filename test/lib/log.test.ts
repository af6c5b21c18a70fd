import { expect, test } from 'vitest';
import { createLog } from '#lib/log.ts';

test('an error is logged with its cause, and without what a driver hangs on it', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(line) });
  const error = Object.assign(new Error('gone', { cause: new Error('cut') }), { code: '57P01', client: { password: 'canary' } });
  log.error({ err: error }, 'failed');
  expect(JSON.parse(lines.join(''))).toMatchObject({ level: 'error', msg: 'failed', err: { message: 'gone', code: '57P01', cause: { message: 'cut' } } });
  expect(lines.join('')).not.toContain('canary');
});
