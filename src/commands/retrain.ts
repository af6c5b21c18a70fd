import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import { trainUnderstander } from '#app.ts';
import { DeskError } from '#core/errors.ts';
import type { Phrases, Understander } from '#core/intent.ts';
import { recordAudit } from '#store/audit.ts';
import type { Database } from '#store/database.ts';
import { addVersion, labelled, promoteNewest, versionInUse } from '#store/learning.ts';
import type { Figures } from '#store/schema/learning.ts';

const HELD_OUT = fileURLToPath(new URL('../../test/intent/held-out.jsonl', import.meta.url));

interface Message {
  readonly text: string;
  readonly intent: string;
}

/** Trains with what was labelled, compares it with what is in use on messages that neither has seen, and keeps it for `promote`. */
export async function retrain({ db }: Database, heldOutFile = HELD_OUT): Promise<string> {
  const heldOut = await readHeldOut(heldOutFile);
  const unseen = new Set(heldOut.map(({ text }) => text));
  // A message that is measured with teaches nothing.
  const lessons = (await labelled(db)).filter(({ text }) => !unseen.has(text));
  if (lessons.length === 0) throw new DeskError('setup', { userMessage: 'Nothing is labelled yet. Begin with: intents review' });
  const learned = [...Map.groupBy(lessons, ({ intent }) => intent)].map(([intent, some]): Phrases => ({ intent, phrases: some.map(({ text }) => text) }));
  const before = measure(await trainUnderstander((await versionInUse(db))?.learned), heldOut);
  const after = measure(await trainUnderstander(learned), heldOut);
  const id = await addVersion(db, { learned, before, after });
  return `Version ${id}, with ${lessons.length} labelled:\n  in use now  ${inWords(before)}\n  retrained   ${inWords(after)}\nNothing has changed yet: intents promote makes the workers use it.\n`;
}

/** `deskside intents promote` */
export async function promote({ db }: Database): Promise<string> {
  return await db.transaction(async (tx) => {
    const version = await promoteNewest(tx);
    if (!version) throw new DeskError('setup', { userMessage: 'There is no version that is not in use already. Begin with: intents retrain' });
    await recordAudit(tx, {
      actor: `terminal/${userInfo().username}`,
      action: 'intents.promote',
      subject: String(version.id),
      personId: null,
      outcome: 'done',
    });
    return `Version ${version.id} is in use: ${inWords(version.after)}. Workers notice it within a minute.\n`;
  });
}

async function readHeldOut(file: string): Promise<Message[]> {
  try {
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
    const messages = lines.map((line) => JSON.parse(line) as Message);
    if (messages.length > 0 && messages.every(({ text, intent }) => typeof text === 'string' && typeof intent === 'string')) return messages;
  } catch {
    // Said below.
  }
  throw new DeskError('setup', { userMessage: `I need messages to compare with, a line of {"text": "…", "intent": "…"} each, and cannot read ${file}.` });
}

function measure({ understand, actAt }: Understander, heldOut: readonly Message[]): Figures {
  const answers = heldOut.map(({ text, intent }) => {
    const understood = understand(text);
    return { right: understood.intent === intent, sure: understood.confidence >= actAt };
  });
  const sure = answers.filter((answer) => answer.sure);
  return { right: answers.filter(({ right }) => right).length, sure: sure.length, surelyRight: sure.filter(({ right }) => right).length, of: heldOut.length };
}

function inWords({ right, sure, surelyRight, of }: Figures): string {
  return `${percent(right, of)} right, ${percent(sure, of)} acted on, of these ${percent(surelyRight, sure)} rightly (${of} held-out messages)`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;
}
