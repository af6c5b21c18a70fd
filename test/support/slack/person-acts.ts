import type { Reply } from './delivery.ts';
import { entered, findElement, textOf, type Found, type Given } from './elements.ts';
import { blockActions, blockSuggestion, globalShortcut, messageAction, slashCommand, type Place } from './payloads.ts';
import { interact, placeOf, visibleChannel, visibleMessage, type Actor, type Where } from './person-context.ts';
import { typed } from './person-writes.ts';
import { shownText } from './reading.ts';
import { makeResponseUrl, respond } from './response-url.ts';
import { isRecord } from './schema.ts';
import type { Json, Message } from './state.ts';

/** What a person does with buttons and menus. Each resolves with the app's answer. */
export function acting(actor: Actor) {
  return {
    /** Presses the button with that label; with `near`, the first one below those words. A question whether one is sure is answered with yes. */
    press: async (where: Where, label: string, near?: string): Promise<Reply> => {
      const { place, blocks } = placeOf(actor, where);
      const found = findElement(blocks, label, near);
      return await send(actor, place, { ...found, words: label, more: pressed(found.element, label) });
    },
    /** Chooses in a menu, found by its label, placeholder or id. */
    choose: async (where: Where, label: string, option: Given): Promise<Reply> => {
      const { place, blocks } = placeOf(actor, where);
      const found = findElement(blocks, label);
      const value = await enter(actor, place, { ...found, given: option });
      if ('open' in place) place.open.values = { ...place.open.values, [String(found.block['block_id'])]: { [String(found.element['action_id'])]: value } };
      return await send(actor, place, { ...found, words: label, more: value });
    },
    /** Types into a menu that asks the app, and returns what is offered. */
    search: async (where: Where, label: string, query: string): Promise<string[]> => {
      const { place, blocks } = placeOf(actor, where);
      return (await suggest(actor, place, { ...findElement(blocks, label), query })).map((option) => textOf(option['text']) ?? '');
    },
  };
}

/** What a person starts without anything to click on. Each resolves with the app's answer. */
export function starting(actor: Actor) {
  const { world, workspace, user } = actor;
  const startedIn = (channelId: string, message?: Message) => {
    const channel = visibleChannel(actor, channelId);
    const at = { channel, user: user.id };
    return { channel, responseUrl: makeResponseUrl(world, workspace, message ? { ...at, original: message } : at) };
  };
  return {
    /** Returns what only this person was answered at once, if anything. */
    command: async (command: string, text: string, channelId: string): Promise<string | undefined> => {
      if (!workspace.scopes.has('commands')) throw new Error(`${command} is not a command here`);
      const { channel, responseUrl } = startedIn(channelId);
      const payload = slashCommand(actor, { command, text: typed(text).text, channel, responseUrl });
      const reply = await interact(actor, `${command} ${text}`, ['slash_commands', payload]);
      if (reply.kind === 'failed' || reply.body === '' || (isRecord(reply.body) && Object.keys(reply.body).length === 0)) return undefined;
      const body = isRecord(reply.body) ? reply.body : { text: String(reply.body) };
      const said = respond(world, { workspace, channel, user: user.id, original: undefined }, body);
      return said && shownText(said.text);
    },
    shortcut: async (callbackId: string): Promise<Reply> => await interact(actor, `shortcut ${callbackId}`, ['interactive', globalShortcut(actor, callbackId)]),
    messageShortcut: async (callbackId: string, channelId: string, ts: string): Promise<Reply> => {
      const { message } = visibleMessage(actor, channelId, ts);
      const started = startedIn(channelId, message);
      return await interact(actor, `shortcut ${callbackId}`, ['interactive', messageAction(actor, { callbackId, message, ...started })]);
    },
  };
}

function pressed(element: Json, label: string): Json {
  if (element['type'] !== 'feedback_buttons') {
    const { text, value, url, style, confirm, icon } = element;
    return Object.fromEntries(Object.entries({ text, value, url, style, confirm, icon }).filter(([, each]) => each !== undefined));
  }
  const buttons = [element['positive_button'], element['negative_button']].filter(isRecord);
  const button = buttons.find((each) => textOf(each['text']) === label);
  return { text: button?.['text'], value: button?.['value'] };
}

interface Sent extends Found {
  readonly words: string;
  readonly more: Json;
}

async function send(actor: Actor, place: Place, { block, element, words, more }: Sent): Promise<Reply> {
  const { world, workspace, user } = actor;
  const action = { ...more, type: element['type'], action_id: element['action_id'], block_id: block['block_id'] };
  const responseUrl = 'open' in place ? undefined : makeResponseUrl(world, workspace, { channel: place.channel, user: user.id, original: place.message });
  const values = 'open' in place ? place.open.values : {};
  return await interact(actor, `«${words}»`, ['interactive', blockActions(actor, { place, action, values, responseUrl })]);
}

/** What a menu of the app's own offers for these words. */
async function suggest(actor: Actor, place: Place, { block, element, query }: Found & { readonly query: string }): Promise<Json[]> {
  const asked = { block_id: block['block_id'], action_id: element['action_id'], value: query };
  const reply = await interact(actor, `search for «${query}»`, ['interactive', blockSuggestion(actor, place, asked)]);
  const body = reply.kind === 'answered' && isRecord(reply.body) ? reply.body : {};
  const groups: unknown[] = Array.isArray(body['option_groups']) ? body['option_groups'] : [{ options: body['options'] }];
  const options = groups.flatMap((group): unknown[] => (isRecord(group) && Array.isArray(group['options']) ? group['options'] : [])).filter(isRecord);
  if (options.length > 100) actor.world.violations.push(`options: ${options.length} where 100 are allowed`);
  for (const option of options) {
    const text = textOf(option['text']) ?? '';
    if (text === '' || text.length > 75 || JSON.stringify(option['value'] ?? '').length > 77)
      actor.world.violations.push(`options: bad option ${JSON.stringify(option)}`);
  }
  return options;
}

/** Gives an element something as a person does: in a menu of the app's own, by typing the words first. */
export async function enter(actor: Actor, place: Place, { block, element, given }: Found & { readonly given: Given | undefined }): Promise<Json> {
  if (given === undefined || !String(element['type']).endsWith('external_select')) return entered(element, given);
  const words = typeof given === 'string' ? [given] : given;
  const offered: Json[] = [];
  for (const query of words) offered.push(...(await suggest(actor, place, { block, element, query })));
  return entered(element, given, offered);
}
