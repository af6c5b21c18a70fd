import { sql } from 'drizzle-orm';
import { direct } from '#test/support/client.ts';
import { SAM } from '#test/support/company.ts';
import { hire, type TestDesk } from './helpers.ts';

const DAY_MS = 24 * 3600 * 1000;

/**
 * Plays what the people of a written dialogue say and press, and writes it down anew with what the desk really answers. Lines:
 *
 *     Ada: words            Ada presses: a button       Ada fills: a button | field = value
 *     Sam: words            in the thread under the team's newest card
 *     Sam presses: a button, Sam fills: a button | field = value
 *     (a day later)
 *
 * Indented lines are the desk's, in Ada's direct messages; the last ones say which tickets she has. `T-1` is her first ticket.
 */
export async function play(desk: TestDesk, script: string): Promise<string> {
  const email = await hire(desk, 'Ada');
  const story = { desk, ada: email, tickets: createNames(), seen: 0 };
  const lines: string[] = [];
  for (const line of script.split('\n').filter((each) => each !== '' && !each.startsWith(' '))) {
    lines.push(line);
    await act(story, story.tickets.real(line));
    lines.push(...(await newTurns(story)));
  }
  return `${[...lines, ...(await ticketLines(story))].join('\n')}\n`;
}

interface Story {
  readonly desk: TestDesk;
  readonly ada: string;
  readonly tickets: ReturnType<typeof createNames>;
  /** Id of the newest message that has been written down. */
  seen: number;
}

async function act({ desk, ada }: Story, line: string): Promise<void> {
  if (line === '(a day later)') return desk.clock.advance(DAY_MS);
  const match = /^(?<who>Ada|Sam)(?: (?<does>presses|fills))?: (?<what>.+)$/.exec(line);
  const { who, does, what = '' } = match?.groups ?? {};
  if (!who) throw new Error(`Nobody does this: ${line}`);
  const [as, room] = who === 'Ada' ? [ada, direct(ada)] : [SAM, await channelOf(desk, ada)];
  if (does === 'presses') return void (await desk.click(as, room, what));
  if (does === 'fills') {
    const [button = '', ...fields] = what.split(' | ');
    const values = Object.fromEntries(fields.map((field) => field.split(' = ')));
    return void (await desk.fill(as, room, button, values));
  }
  await desk.say(as, room, what, who === 'Sam' ? (await desk.last(SAM, room)).id : undefined);
}

/** Where the team of Ada's newest ticket works. */
async function channelOf(desk: TestDesk, ada: string): Promise<string> {
  const [row] = await desk.database.db.execute<{ room: string }>(sql`
    select c.room from tickets t join people p on p.id = t.requester_id join team_channels c on c.team_id = t.team_id
    where p.email = ${ada} order by t.id desc limit 1`);
  if (!row) throw new Error('Ada has no ticket.');
  return row.room;
}

async function newTurns(story: Story): Promise<string[]> {
  const { desk, ada, tickets } = story;
  const fresh = (await desk.read(ada, direct(ada))).filter(({ id, author }) => id > story.seen && author.kind === 'desk');
  story.seen = Math.max(story.seen, ...fresh.map(({ id }) => id));
  return fresh.flatMap(({ text, quoted, buttons }) => {
    const said = `  ${quoted === null ? '' : `(${quoted}) `}${tickets.told(text).replace(INSTANT, 'Thu 1 Jan, 12:00').replaceAll('\n', '\n  ')}`;
    return buttons.length === 0 ? [said] : [said, `  [${buttons.map(({ label }) => tickets.told(label)).join(' | ')}]`];
  });
}

/** Days and times differ from run to run, too. */
const INSTANT = /[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2,3}(?: \d{4})?, \d{2}:\d{2}/g;

async function ticketLines({ desk, ada, tickets }: Story): Promise<string[]> {
  const rows = await desk.database.db.execute<{ id: number; line: string }>(sql`
    select t.id, concat_ws(', ', t.category, t.urgency, 'P' || t.priority, team.name, t.state) as line
    from tickets t join people p on p.id = t.requester_id join teams team on team.id = t.team_id where p.email = ${ada} order by t.id`);
  const lines = [...rows].map(({ id, line }) => `  = ${tickets.told(`T-${id}`)}: ${line}`);
  return lines.length > 0 ? lines : ['  = no ticket'];
}

/** Numbers differ from run to run; in a dialogue they count from 1. */
function createNames() {
  const ids: string[] = [];
  const told = (id: string): string => {
    if (!ids.includes(id)) ids.push(id);
    return `T-${ids.indexOf(id) + 1}`;
  };
  return {
    told: (text: string) => text.replace(/T-(\d+)/g, (_, id: string) => told(id)),
    real: (text: string) => text.replace(/T-(\d+)/g, (name, at: string) => (ids[Number(at) - 1] === undefined ? name : `T-${ids[Number(at) - 1]}`)),
  };
}
