import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Accepted, ButtonView, FormToFill, MessagePage, MessageView, Problem, RequestView, RoomView } from '#bot/browser/api.ts';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';

const HELP =
  'Use: say --as <email> [--room <room>] [--thread <message id>] "<text>", or say --as <email> [--room <room>] --press "<button>" [--fill field=value …]';
const POLL_MS = 25;
const PATIENCE_MS = 15_000;

interface Talk {
  readonly as: string;
  /** Id of the message whose thread is meant; undefined at the room's top level. */
  readonly thread: string | undefined;
  readonly room: string;
  readonly base: string;
}

/** `deskside say`: one message or one press to a running Deskside, then what it answers in that room. */
export async function say(args: readonly string[]): Promise<void> {
  const { as, room, press, fill, thread, text } = readArguments(args);
  const base = `http://127.0.0.1:${readConfig(process.env).port}/api`;
  const [first] = await call<RoomView[]>({ as, room: '', base, thread }, '/rooms');
  const talk: Talk = { as, base, thread, room: room ?? first?.id ?? '' };
  const before = await read(talk);
  const request = press === undefined ? await post(talk, text) : await pressButton(talk, before, press, fill);
  await settled(talk, request.requestId);
  for (const message of await read(talk)) {
    const old = before.find((candidate) => candidate.id === message.id);
    const own = message.id === request.message;
    if (!own && JSON.stringify(old) !== JSON.stringify(message)) process.stdout.write(print(message, old !== undefined));
  }
}

function readArguments(args: readonly string[]) {
  try {
    const options = {
      as: { type: 'string' },
      room: { type: 'string' },
      press: { type: 'string' },
      thread: { type: 'string' },
      fill: { type: 'string', multiple: true },
    } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { as, room, press, fill = [], thread } = values;
    if (as === undefined || (press === undefined && positionals.length !== 1)) throw new Error('something is missing');
    return { as, room, press, thread, fill: Object.fromEntries(fill.map(pair)), text: positionals[0] ?? '' };
  } catch (error) {
    throw new DeskError('setup', { userMessage: HELP, cause: error });
  }
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

async function post(talk: Talk, text: string): Promise<Accepted> {
  const { thread } = talk;
  return await call<Accepted>(talk, `/rooms/${encodeURIComponent(talk.room)}/messages`, { text, ...(thread === undefined ? {} : { thread: Number(thread) }) });
}

/** Presses the newest button of that label; a form is filled from `--fill`. */
async function pressButton(talk: Talk, messages: readonly MessageView[], label: string, values: Record<string, string>): Promise<Accepted> {
  const carrier = messages.findLast((message) => find(message, label));
  const button = carrier && find(carrier, label);
  if (!carrier || !button) throw new DeskError('setup', { userMessage: `There is no button “${label}” in this room. There are: ${labels(messages)}.` });
  const path = `/rooms/${encodeURIComponent(talk.room)}`;
  const answer = await call<Accepted | FormToFill>(talk, `${path}/actions`, { ...button.ref, message: carrier.id });
  if (!('form' in answer)) return answer;
  const missing = answer.form.fields.filter((field) => field.required && !(field.name in values));
  if (missing.length > 0)
    throw new DeskError('setup', {
      userMessage: `“${label}” needs more: ${missing.map((field) => `--fill ${field.name}="${field.label}"${options(field)}`).join(' ')}`,
    });
  return await call<Accepted>(talk, `${path}/forms`, { ...answer.ref, message: carrier.id, values });
}

function options(field: FormToFill['form']['fields'][number]): string {
  return field.kind === 'choice' ? ` (${field.options.map((option) => option.value).join(', ')})` : '';
}

function find({ buttons }: MessageView, label: string): ButtonView | undefined {
  return buttons.find((button) => button.label.toLowerCase() === label.toLowerCase());
}

function labels(messages: readonly MessageView[]): string {
  const all = new Set(messages.flatMap((message) => message.buttons.map((button) => button.label)));
  return all.size === 0 ? 'none' : [...all].join(', ');
}

async function settled(talk: Talk, requestId: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const { settled: done } = await call<RequestView>(talk, `/requests/${requestId}`);
    if (done) return;
    await sleep(POLL_MS);
  }
  throw new DeskError('setup', { userMessage: 'Deskside has the message but has not answered yet. Look into the room in a while.' });
}

async function read(talk: Talk): Promise<readonly MessageView[]> {
  const { messages } = await call<MessagePage>(
    talk,
    `/rooms/${encodeURIComponent(talk.room)}/messages${talk.thread === undefined ? '' : `?thread=${encodeURIComponent(talk.thread)}`}`,
  );
  return messages;
}

async function call<T>({ as, base }: Talk, path: string, body?: unknown): Promise<T> {
  const headers = { 'deskside-as': as, 'content-type': 'application/json' };
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(`${base}${path}`, init).catch((error: unknown) => {
    throw new DeskError('setup', { userMessage: `Deskside does not answer at ${base}. Is it running? (npm start)`, cause: error });
  });
  const answer = (await response.json()) as T | Problem;
  if (response.ok) return answer as T;
  throw new DeskError('setup', { userMessage: (answer as Problem).error });
}

/** A message as plain lines: who, what, and the buttons under it. */
function print(message: MessageView, changed: boolean): string {
  const who = message.quoted ?? message.author.name;
  const marks = [message.about ?? '', changed ? 'changed' : '', message.tag === 'note' ? 'private note' : '', message.onlyForYou ? 'only for you' : ''].filter(
    (mark) => mark !== '',
  );
  const buttons = message.buttons.map((button) => `[${button.label}]`).join(' ');
  return `${who}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}: ${message.text}\n${buttons === '' ? '' : `  ${buttons}\n`}`;
}
