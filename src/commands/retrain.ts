import { userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import { trainUnderstander } from '#app.ts';
import { DeskError } from '#core/errors.ts';
import type { Understander } from '#core/intent.ts';
import type { Answered } from '#intent/evaluation/choose-thresholds.ts';
import { answerAll } from '#intent/evaluation/evaluate.ts';
import { phrasesOf, readLabeled, type Labeled } from '#intent/evaluation/labeled-file.ts';
import { recordAudit } from '#store/audit.ts';
import type { Database } from '#store/database.ts';
import { phrasesInForce } from '#store/editions.ts';
import { addVersion, labelled, promoteNewest, versionInUse } from '#store/learning.ts';
import type { Figures } from '#store/schema/learning.ts';

const HELD_OUT = fileURLToPath(new URL('../../test/intent/held-out.jsonl', import.meta.url));

/** Trains with what was labelled, compares it with what is in use on messages that neither has seen, and keeps it for `promote`. */
export async function retrain({ db }: Database, heldOutFile = HELD_OUT): Promise<string> {
  const heldOut = await readLabeled(heldOutFile);
  const unseen = new Set(heldOut.map(({ text }) => text));
  // A message that is measured with teaches nothing.
  const lessons = (await labelled(db)).filter(({ text }) => !unseen.has(text));
  if (lessons.length === 0) throw new DeskError('setup', { userMessage: 'Nothing is labelled yet. Begin with: intents review' });
  const learned = phrasesOf(lessons);
  const own = (await phrasesInForce(db))?.phrases ?? [];
  const before = measure(await trainUnderstander([...((await versionInUse(db))?.learned ?? []), ...own]), heldOut);
  const after = measure(await trainUnderstander([...learned, ...own]), heldOut);
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

function measure(understander: Understander, heldOut: readonly Labeled[]): Figures {
  const { answers } = answerAll(understander, heldOut);
  const isRight = ({ intent, predicted }: Answered) => intent === predicted;
  const sure = answers.filter(({ confidence }) => confidence >= understander.actAt);
  return { right: answers.filter(isRight).length, sure: sure.length, surelyRight: sure.filter(isRight).length, of: answers.length };
}

function inWords({ right, sure, surelyRight, of }: Figures): string {
  return `${percent(right, of)} right, ${percent(sure, of)} acted on, of these ${percent(surelyRight, sure)} rightly (${of} held-out messages)`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;
}
