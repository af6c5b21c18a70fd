import type { Approval } from '#core/approval.ts';
import type { Context, Said } from '#core/workflow.ts';
import { formatInstant } from '#lib/dates.ts';
import { fallbackAfter, takesAll } from '#rules/approval.ts';
import { approvalsFor, asksOf } from '#store/approvals.ts';
import type { Tx } from '#store/database.ts';
import { namesOf } from '#store/people.ts';
import { namesIn } from './record.ts';

/** Of so many the answer tells; one is named to hear of another. */
const TOLD = 3;
const LOOKED_AT = 50;

/** `approval.status`: who has it since when and what happens next, or who decided and why. */
export async function tellStatus(context: Context<Tx>, said: Said): Promise<void> {
  const named = said.slots.find(({ name }) => name === 'ticket');
  const all = await approvalsFor(context.tx, context.actor.person.id, LOOKED_AT);
  const name = named && `T-${named.value.replace(/\D/g, '')}`;
  const found = name === undefined ? latestOfEach(all).slice(0, TOLD) : latestOfEach(all).filter(({ called }) => called === name);
  if (found.length === 0) {
    const text =
      name === undefined
        ? 'Nothing that you have asked for has to be approved by anybody.'
        : `Nobody has to approve anything about ${name} among your requests.`;
    return context.say({ to: 'here' }, { text });
  }
  const lines = await Promise.all(found.map(async (approval) => await lineOf(context, approval)));
  context.say({ to: 'here' }, { text: lines.join('\n') });
}

/** What waits comes first; then a question that was asked again tells no more of the time before. */
function latestOfEach(all: readonly Approval[]): Approval[] {
  return all.filter(({ called }, at) => all.findIndex((other) => other.called === called) === at);
}

async function lineOf(context: Context<Tx>, approval: Approval): Promise<string> {
  const { called, state, decidedById, endedAt, reason } = approval;
  if (state === 'pending') return await waitingLine(context, approval);
  if (decidedById === null || endedAt === null) return `${called}: ${reason ?? 'nobody has decided'} The team goes on by itself.`;
  const by = (await namesOf(context.tx, [decidedById])).get(decidedById);
  return `${called}: ${by} ${state} it on ${when(context, endedAt)}${reason === null ? '.' : `: ${reason}`}`;
}

async function waitingLine(context: Context<Tx>, approval: Approval): Promise<string> {
  const { called, askedAt, dueAt, ladder, rung } = approval;
  const open = (await asksOf(context.tx, approval.id)).filter(({ answer }) => answer === null);
  const next = fallbackAfter(ladder, rung) === undefined ? 'I tell the team to go on without it' : 'I ask somebody else';
  const whom = await namesIn(context, open, takesAll(ladder[rung]) ? 'and' : 'or');
  return `${called} has been waiting for ${whom} since ${when(context, askedAt)}. If there is no answer, ${next} on ${when(context, dueAt)}.`;
}

function when({ actor, now }: Context<Tx>, at: Date): string {
  return formatInstant(at, actor.person.timeZone, now);
}
