import type { Address, ChatEvent } from '#core/chat-event.ts';
import { isKept, isOurs } from '../ours.ts';
import type { TeamsActivity, TurnAnswer } from './activity.ts';
import type { Place } from '../arriving.ts';
import { beginning, PLATFORM, type Inward } from './arrival.ts';
import { takeCommand } from './commands.ts';
import { describeFiles } from './files.ts';
import { takeSubmittedButton } from './presses.ts';
import { placeOf, tell, visit, wordsOf } from './visiting.ts';
import { readWords } from './words.ts';

/** Somebody who only calls the desk by its name. */
const CALLED = 'Hello';
const DONE: TurnAnswer = { status: 200 };

/** A message: with consent of the team all of a channel come, and most of them are none of ours. */
export async function takeMessage(deps: Inward, tenant: string, activity: TeamsActivity): Promise<TurnAnswer> {
  const { id, value, text = '', from, attachments } = activity;
  if (isProgram(from)) return DONE;
  if (id === undefined) return { status: 400 };
  // A client that does not know how to press otherwise.
  if (text.trim() === '' && typeof value === 'object' && value !== null) return await takeSubmittedButton(deps, tenant, activity);
  const place = inThread(placeOf(activity), id);
  const { mentioned, text: words } = readWords(activity);
  if (!place.direct && !mentioned && !(await isOurs(deps.database.db, addressOf(tenant, place)))) return DONE;
  const visitor = await visit(deps, tenant, activity);
  if (place.direct && (await takeCommand(deps, visitor, place, activity, words))) return DONE;
  const files = describeFiles(attachments, deps.settings);
  const said = mentioned && words === '' && !files.files ? CALLED : words;
  const base = beginning(deps, visitor, place, `message/${place.room}/${id}`, activity);
  const more = { ...files, ...(place.direct || !mentioned ? {} : { mentioned }) };
  const receipt = await deps.desk.receive({ ...base, type: 'message', messageId: id, text: said, ...more });
  const answer = wordsOf(receipt);
  if (answer !== undefined) await tell(deps, visitor, { text: answer });
  return DONE;
}

const CHANGES = new Set(['editMessage', 'undeleteMessage']);

/** Somebody changed or deleted what they wrote, or brought it back. Teams tells of it with the message's own id. */
export async function takeChange(deps: Inward, tenant: string, activity: TeamsActivity): Promise<TurnAnswer> {
  const { id, type, channelData, from, timestamp } = activity;
  const gone = type === 'messageDelete';
  if (isProgram(from) || (!gone && !CHANGES.has(channelData?.eventType ?? ''))) return DONE;
  if (id === undefined) return { status: 400 };
  const place = inThread(placeOf(activity), id);
  const { db } = deps.database;
  const address = addressOf(tenant, place);
  if (!place.direct && !(await isOurs(db, address)) && !(await isKept(db, address, id))) return DONE;
  const visitor = await visit(deps, tenant, activity);
  const base = beginning(deps, visitor, place, `edit/${place.room}/${id}/${type}/${timestamp ?? ''}`, activity);
  const edit: ChatEvent = { ...base, type: 'edit', messageId: id, text: gone ? null : readWords(activity).text };
  const receipt = await deps.desk.receive(edit);
  if (receipt.kind === 'limited') await tell(deps, visitor, { text: receipt.text });
  return DONE;
}

/** Bots do not hear each other in Teams; where one is let through all the same, it gets no answer to answer. */
function isProgram({ id, role }: TeamsActivity['from']): boolean {
  return id.startsWith('28:') || role === 'bot';
}

/** A new post of a channel is the root of its own thread. */
function inThread(place: Place, id: string): Place {
  return place.direct || place.thread !== undefined || !isChannel(place) ? place : { ...place, thread: id };
}

function isChannel({ room }: Place): boolean {
  return room.includes('@thread.tacv2') || room.includes('@thread.skype');
}

function addressOf(workspace: string, { room, thread }: Place): Address {
  return { platform: PLATFORM, workspace, room, thread };
}
