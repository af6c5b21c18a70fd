import { parseArgs } from 'node:util';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { figuresAsked, periodsOf } from '#store/kpis/asked.ts';
import { figuresTable } from '#store/kpis/table.ts';
import { figureWords } from '#workflows/summary/figure-words.ts';
import { onDatabase } from './open-database.ts';

const HELP =
  'Use: summary show [--team <key or name>]… [--department <name>]… [--from 2026-11-01] [--to 2026-12-01] [--zone Europe/Vienna] [--csv]. ' +
  'It tells of the days from the first until just before the second; without them of the last seven, and without a zone in UTC.';

/** `deskside summary show …`: the figures of a period, as the summaries compute them. */
export async function summary(args: readonly string[]): Promise<void> {
  const { positionals, values } = parsed(args);
  if (positionals.join(' ') !== 'show') throw wrong();
  const { team: teams = [], department: departments = [], from, to, zone, csv = false } = values;
  const periods = periodsOf({ from, to, zone }, new Date());
  const asked = await onDatabase(readConfig(process.env), async ({ db }) => await figuresAsked(db, { teams, departments }, periods));
  const { period, figures, earlier } = asked;
  const lines = () => figures.map((one, index) => `${one.kpi.label}: ${figureWords(one, earlier[index]?.figures)}\n`).join('');
  process.stdout.write(csv ? figuresTable(period, figures, earlier) : lines());
}

/** @throws DeskError `setup` that says what to write instead */
function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { team: { ...text, multiple: true }, department: { ...text, multiple: true }, from: text, to: text, zone: text, csv: { type: 'boolean' } },
    });
  } catch (error) {
    throw wrong(error);
  }
}

function wrong(cause?: unknown): DeskError {
  return new DeskError('setup', { userMessage: HELP, cause });
}
