import { isRecord } from '../slack/schema.ts';
import { CONSENT_TYPE } from './activity-check.ts';
import { activityFrom } from './deliver.ts';
import { invoke, visibleMessage, type Actor } from './person-context.ts';
import { attachmentOf } from './reading.ts';
import type { Json } from './state.ts';

/** What a person does with a file that they are asked to take. */
export function filing(actor: Actor) {
  const { world, user } = actor;
  const answer = async (id: string, action: 'accept' | 'decline', more: Json = {}) => {
    const { conversation, content } = asked(actor, id);
    const context = content[action === 'accept' ? 'acceptContext' : 'declineContext'];
    return await invoke(actor, conversation, 'fileConsent/invoke', { replyToId: id, value: { type: 'fileUpload', action, context, ...more } });
  };
  return {
    /** Agrees: Teams names a new place in their OneDrive, and tells the bot. @param changes to what Teams says of the place */
    accept: async (id: string, changes: Json = {}) => await answer(id, 'accept', { uploadInfo: { ...placeFor(actor, asked(actor, id).name), ...changes } }),
    decline: async (id: string) => await answer(id, 'decline'),
    /** Presses a question that they do not see, as a changed client could. */
    acceptUnseen: async (room: string, context: Json) => {
      const conversation = world.conversations.get(room);
      if (!conversation) throw new Error(`no room ${room}`);
      const value = { type: 'fileUpload', action: 'accept', context, uploadInfo: placeFor(actor, 'x.csv') };
      return await actor.deliver(activityFrom(world, conversation, user, { type: 'invoke', name: 'fileConsent/invoke', text: undefined, value }));
    },
    /** What is in their OneDrive. */
    drive: () => (world.drives.get(user.aadObjectId) ?? []).map(({ name, bytes }) => ({ name, text: bytes.toString() })),
  };
}

function asked(actor: Actor, id: string) {
  const room = [...actor.world.conversations.values()].find(({ messages }) => messages.some((message) => message.id === id))?.id ?? '';
  const { conversation, message } = visibleMessage(actor, room, id);
  // A client that was not told yet still shows what stood there before.
  const found = [message.activity, ...message.history.toReversed()].map((activity) => attachmentOf(activity, CONSENT_TYPE)).find(Boolean);
  if (!found || !isRecord(found['content'])) throw new Error(`${id} asks for no file`);
  return { conversation, content: found['content'], name: String(found['name']) };
}

/** OneDrive gives a second file of a name another one. */
function placeFor({ world, user }: Actor, wanted: string): Json {
  const id = `upload-${world.next()}`;
  const isTaken = (world.drives.get(user.aadObjectId) ?? []).some(({ name }) => name === wanted);
  const name = isTaken ? wanted.replace(/(?=\.\w+$)/, ' 1') : wanted;
  world.uploads.set(id, { owner: user.aadObjectId, name });
  return {
    uploadUrl: `${world.server.files}/upload/${id}?tempauth=key-${id}`,
    contentUrl: `${world.server.files}/personal/${user.aadObjectId}/Documents/Applications/${world.botName}/${encodeURIComponent(name)}`,
    name,
    uniqueId: `{${user.aadObjectId}}`,
    fileType: name.split('.').at(-1) ?? '',
  };
}
