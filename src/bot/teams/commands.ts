import type { TeamsActivity } from './activity.ts';
import type { Place } from '../arriving.ts';
import { beginning, type Inward, type Visitor } from './arrival.ts';
import { help, isWay } from './help.ts';
import { drawHome } from './home.ts';
import { toActivity } from './message.ts';
import { offerForm } from './presses.ts';
import { tell, wordsOf } from './visiting.ts';

/** A word alone in a personal chat, with or without a slash: help, the person's own page, or a way in. False when it is none of these. */
export async function takeCommand(deps: Inward, visitor: Visitor, place: Place, activity: TeamsActivity, words: string): Promise<boolean> {
  const word = words.trim().toLowerCase().replace(/^\//, '');
  if (word === 'help') return await answer(deps, visitor, place, toActivity(help(deps.desk.entrances)));
  if (word === 'home') return await answer(deps, visitor, place, await drawHome(deps, visitor));
  const entrance = deps.desk.entrances.find((way) => way.word === word && isWay(way));
  if (!entrance) return false;
  const base = beginning(deps, visitor, place, `message/${place.room}/${activity.id ?? ''}`, activity);
  const receipt = await deps.desk.receive({ ...base, type: 'action', action: entrance.action });
  const said = wordsOf(receipt);
  if (receipt.kind === 'form') await offerForm(deps, visitor, receipt);
  else if (said !== undefined) await tell(deps, visitor, { text: said });
  return true;
}

async function answer({ connector, conversations }: Inward, { tenant }: Visitor, { room }: Place, activity: object): Promise<boolean> {
  await connector.post(await conversations.spot(tenant, { room }), activity);
  return true;
}
