import type { FormValues } from '#core/form.ts';
import type { ActionInput, Context, Said } from '#core/workflow.ts';
import { mentions } from '#rules/request-match.ts';
import type { Reach } from '#rules/summary-rights.ts';
import type { Tx } from '#store/database.ts';
import { subscriptionOf } from '#store/summaries.ts';
import { teamInChannel } from '#store/teams.ts';
import { offerBeyond, showSubscription } from './confirm.ts';
import { kept, reachOrRefuse, settle } from './settle.ts';
import { stopCurrent } from './stop.ts';
import { readAnswer, readWish } from './wish.ts';

/** `summary.subscribe`: begins, changes or stops somebody's summaries; asks one thing at most. */
export async function onWords(context: Context<Tx>, { text, slots }: Said): Promise<void> {
  const wish = readWish(text, slots);
  const current = await subscriptionOf(context.tx, context.actor.person.id);
  if (wish.kind === 'stop') return await stopCurrent(context, current);
  const { reach } = await reachOrRefuse(context);
  if (wish.kind === 'beyond') return offerBeyond(context, current);
  const said = { ...wish.values, ...(await teamsIn(context, reach, text, wish.values)) };
  const isNew = Object.keys(said).length > 0;
  if (current && !isNew && !wish.wantsChange) return await showSubscription(context, current, 'You get summaries already.');
  if (current && !isNew) return await ask(context, 'when', kept(current));
  if (!isNew && ASKS.test(text)) return await ask(context, 'when', {}, 'You get no summaries yet.');
  const values = current ? { ...kept(current, said), ...said } : said;
  const missing = missingIn(values, reach, context.actor.person.id);
  if (missing === undefined) return await settle(context, values);
  await ask(context, missing, values);
}

const ASKS = /\b(?:what|which|settings)\b/i;

/** The teams that a sentence names, or the one in whose channel it is said. */
async function teamsIn(context: Context<Tx>, reach: Reach, text: string, { place }: FormValues): Promise<FormValues> {
  if (!('teams' in reach)) return {};
  const named = reach.teams.filter(({ name }) => isNamed(text, name));
  if (named.length > 0) return { teams: named.map(({ id }) => id).join(',') };
  const { where } = context;
  const here = place === 'channel' && where?.roomKind === 'channel' ? await teamInChannel(context.tx, where.address) : undefined;
  return here && reach.teams.some(({ id }) => id === here.id) ? { teams: String(here.id) } : {};
}

/** The shortest names are words as well, unless they are written as names are: “send it every Monday” is not about IT. */
function isNamed(text: string, name: string): boolean {
  return name.length > 2 ? mentions(text, name) : text.split(/[^\p{L}\p{N}]+/u).includes(name);
}

/** The first thing that has to be asked; for the rest there is a usual answer, which is said and can be changed. */
function missingIn(values: FormValues, reach: Reach, personId: number): string | undefined {
  const several = 'teams' in reach && reach.teams.length > 1;
  const named = values['teams']?.split(',').length ?? 0;
  if (several && values['place'] === 'channel' && named !== 1) return `channel-${personId}`;
  if (values['every'] === undefined) return 'when';
  if (values['time'] === undefined) return 'time';
  return several && named === 0 ? `teams-${personId}` : undefined;
}

async function ask(context: Context<Tx>, subject: string, values: FormValues, intro?: string): Promise<void> {
  await context.ask({ action: 'summary.set', subject, values, ...(intro === undefined ? {} : { intro }) });
}

/** `summary.set`: with the answer to what was missing. */
export async function set(context: Context<Tx>, { subject, values: given }: ActionInput): Promise<void> {
  await reachOrRefuse(context);
  const { when, at, ...values } = given;
  if (when !== undefined) {
    const wish = readWish(when);
    const read = wish.kind === 'set' ? wish.values : {};
    if (read['every'] === undefined) return await ask(context, subject, values, 'I can do that daily, on working days, weekly or monthly.');
    const { every: _, weekday: __, day: ___, ...rest } = values;
    return await settle(context, { ...rest, ...read });
  }
  if (at === undefined) return await settle(context, { every: 'week', ...values });
  const time = readAnswer(at);
  if (time === undefined) return await ask(context, subject, values, 'I did not get that time.');
  await settle(context, { ...values, time });
}
