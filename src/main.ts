#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { DeskError } from '#core/errors.ts';

// From the second start on, nothing needs to be compiled again.
enableCompileCache();

/** Loaded only when called: `say` should not wait for the database driver. */
const COMMANDS: Readonly<Record<string, () => Promise<(args: readonly string[]) => Promise<void>>>> = {
  start: async () => (await import('#commands/start.ts')).start,
  front: async () => (await import('#commands/start.ts')).front,
  worker: async () => (await import('#commands/start.ts')).worker,
  migrate: async () => (await import('#commands/migrate.ts')).migrate,
  dead: async () => (await import('#commands/dead.ts')).dead,
  approvals: async () => (await import('#commands/approvals.ts')).approvals,
  licenses: async () => (await import('#commands/licenses.ts')).licenses,
  apply: async () => (await import('#commands/apply.ts')).apply,
  articles: async () => (await import('#commands/articles.ts')).articles,
  channel: async () => (await import('#commands/channel.ts')).channel,
  import: async () => (await import('#commands/import.ts')).importFile,
  export: async () => (await import('#commands/export.ts')).exportFile,
  sla: async () => (await import('#commands/sla.ts')).sla,
  summary: async () => (await import('#commands/summary.ts')).summary,
  doctor: async () => (await import('#commands/doctor.ts')).doctor,
  receive: async () => (await import('#commands/receive.ts')).receive,
  understand: async () => (await import('#commands/understand.ts')).understand,
  'eval-intents': async () => (await import('#commands/eval-intents.ts')).evalIntents,
  'intent-thresholds': async () => (await import('#commands/intent-thresholds.ts')).intentThresholds,
  slack: async () => (await import('#bot/slack/command.ts')).slack,
  teams: async () => (await import('#commands/teams.ts')).teams,
  intents: async () => (await import('#commands/intents.ts')).intents,
  say: async () => (await import('#commands/say.ts')).say,
};

const USAGE = `Usage: deskside <command>

  start     run everything in one process; prints the address of the page
  front     take in what people say; needs DATABASE_URL
  worker    work on what they said; needs DATABASE_URL; as many as you like
  migrate   bring the database's schema up to date and stop
  dead      look after work that was given up: list, show <id>, redrive <id>|all, drop <id>|all
  apply     make teams, hours, promises and routing as a file says: apply [deskside.yaml] [--dry-run]
  articles  known answers: import <folder>, list, show <name>, export <folder>, try "<question>"
  channel   say in which channel a team works: channel <team> <platform> <workspace> <room>, or a link to it; alone, list them
  approvals say how long approvers take: approvals [--days 90]
  import    take people, articles or tickets from a CSV file: import people <file>, import articles <file>,
            import tickets <file> --from <name>; with --dry-run
  licenses  how products stand: licenses [--csv]; who asked for and got what, and who agreed:
            licenses evidence --from 2026-10-01 --to 2027-01-01 [--csv]
  import    take people or tickets from a CSV file: import people <file>, import tickets <file> --from <name>, with --dry-run
  export    write everything that the desk knows, as JSON lines: export <file>
  sla       compare the clocks that are kept with what happened: sla replay [--days 90] [--repair],
            or try another policy on what was: sla replay --policy new.yaml
  summary   print the figures of a period: summary show [--team <key>] [--from 2026-11-01] [--to 2026-12-01] [--csv]
  doctor    look whether a chat platform is set up: doctor slack|teams [--url https://desk.example.com]
  receive   send what a chat platform once sent to the Deskside that runs here: receive slack|teams <file>
  slack     print what Slack is told of Deskside: slack manifest --url https://desk.example.com, or --socket
  teams     write what is uploaded to Teams: teams package --url https://desk.example.com [--out deskside-teams.zip]
  intents   teach what messages mean: review, label <id> <intent>, export <file>, import <file>, retrain, promote
  understand   say what is made of a message: understand "<text>", or --file <file>, with --json for programs
  eval-intents        train on one file, try on another: --train <file> --test <file> [--valid <file>] [--json]
  intent-thresholds   choose when to act and when to offer: --valid <file> [--write]
  say       talk to a running Deskside: say --as <email> [--room <room>] "<text>"
            press a button:              say --as <email> [--room <room>] --press "<button>"
`;

async function main(name: string | undefined, args: readonly string[]): Promise<void> {
  const load = name === undefined ? undefined : COMMANDS[name];
  if (!load) {
    process.stdout.write(USAGE);
    process.exitCode = name === undefined || name === 'help' || name === '--help' ? 0 : 2;
    return;
  }
  try {
    await (
      await load()
    )(args);
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    process.stderr.write(`${error.userMessage}\n`);
    process.exitCode = 1;
  }
}

await main(process.argv[2], process.argv.slice(3));
