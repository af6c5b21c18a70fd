import { subHours } from 'date-fns/subHours';
import { OUT_OF_SCOPE } from '#core/intent.ts';
import type { Context, Said } from '#core/workflow.ts';
import { openOfferOf } from '#store/answer-offers.ts';
import type { Tx } from '#store/database.ts';
import { needHelp, solved, WAIT_HOURS } from './offer.ts';
import { subjectName } from './subjects.ts';

/** A new word of somebody to whom an answer was offered: that it helped, that it did not, or more about the same. Nothing of it is lost. */
export async function follow(context: Context<Tx>, said: Said): Promise<boolean> {
  const { tx, now, actor } = context;
  const open = await openOfferOf(tx, actor.person.id, subHours(now, WAIT_HOURS));
  if (!open) return false;
  const subject = subjectName('offer', open.id);
  if (SOLVED.test(said.text) && !NOT.test(said.text)) {
    await solved(context, { subject, value: '', values: {} });
    return true;
  }
  const wantsPerson = said.intent === 'human.handoff';
  if (!wantsPerson && !DID_NOT_HELP.test(said.text) && !isAboutIt(context, open.words, said)) return false;
  const urgency = wantsPerson && open.values['urgency'] === undefined ? { urgency: 'slowed' } : {};
  await needHelp(context, { subject }, { ...urgency, ...(ONLY_NO.test(said.text) ? {} : { added: said.text }) });
  return true;
}

const SOLVED = /\b(?:solved|works (?:now|again|fine)|working (?:now|again)|that (?:worked|helped|did it|was it|fixed it)|it worked|fixed (?:now|it))\b/i;
const NOT = /n['’]t\b|\b(?:not|no|never|still|but|nothing)\b/i;
const DID_NOT_HELP = /^(?:no\b|nope\b|still\b|(?:that|this|it|these|those|they)\b.{0,20}(?:n['’]t|not)\b.{0,20}\b(?:help|work|solve|fix|it)\w*)/i;
/** What adds nothing that anybody would want to read. */
const ONLY_NO = /^(?:no|nope|no,? (?:thanks|sorry)|still need help|i still need help)[.!]*$/i;

/** From here on two texts speak of the same thing. */
const SAME_AT = 0.25;
const VAGUE: ReadonlySet<string | undefined> = new Set([undefined, OUT_OF_SCOPE, 'ticket.update', 'ticket.reopen']);
const ABOUT_SOMETHING: ReadonlySet<string | undefined> = new Set(['ticket.create', 'knowledge.question']);

function isAboutIt(context: Context<Tx>, words: string, { text, intent }: Said): boolean {
  return VAGUE.has(intent) || (ABOUT_SOMETHING.has(intent) && context.similarity(text, words) >= SAME_AT);
}
