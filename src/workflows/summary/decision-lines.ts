import type { Block, Button, Fact } from '#core/card.ts';
import { ticketName } from '#core/ticket.ts';
import { shorten } from '#lib/text.ts';
import { AGEING_DAYS, REASONS, SILENT_HOURS, type Decision, type Reason } from '#store/decisions.ts';
import type { Shown } from './report.ts';

/** In UTF-16 code units. */
const TITLE_MAX = 50;

const HEADINGS: Readonly<Record<Reason, string>> = {
  breached: 'Late: a promise is broken',
  at_risk: 'Late within the next working day, if nothing happens',
  ageing: `Open for more than ${AGEING_DAYS} working days`,
  waiting_on_me: 'Waiting for you',
  silent: `The owner has not written for ${SILENT_HOURS} working hours or more`,
};

const BESIDES: Readonly<Record<Reason, string>> = {
  breached: 'late',
  at_risk: 'late soon',
  ageing: 'old',
  waiting_on_me: 'waits for you',
  silent: 'owner silent',
};

/** The tickets under the first reason for each, in the order in which reasons are listed. */
export function decisionBlocks(decisions: readonly Decision[], shown: Shown): Block[] {
  return REASONS.flatMap((reason): Block[] => {
    const listed = decisions.filter(({ reasons }) => reasons[0] === reason);
    if (listed.length === 0) return [];
    return [
      { kind: 'text', text: HEADINGS[reason] },
      { kind: 'facts', facts: listed.map((decision) => factOf(decision, reason, shown)) },
    ];
  });
}

function factOf(decision: Decision, reason: Reason, { nudged, departmentName }: Shown): Fact {
  const { ticketId, priority, title, assigneeName, teamName, dueAt, silentSince, createdAt, reasons } = decision;
  // What somebody asked for is between them and support; who manages them sees that it waits, and not what it is.
  const what = departmentName === undefined ? ` · ${shorten(title, TITLE_MAX)}` : '';
  const who = assigneeName === null ? `nobody in ${teamName} has it` : `${assigneeName} has it`;
  const since = { breached: dueAt, at_risk: dueAt, ageing: createdAt, waiting_on_me: silentSince ?? createdAt, silent: silentSince }[reason];
  const when = since === null ? [] : [` · ${SINCE[reason]} `, { at: since.toISOString() }];
  const others = reasons.slice(1).map((other) => BESIDES[other]);
  const more = [...others, ...(nudged.has(ticketId) ? ['asked how it stands'] : [])].map((words) => ` · ${words}`).join('');
  return { label: ticketName(ticketId), value: [`P${priority}${what} · ${who}`, ...when, more].filter((part) => part !== '') };
}

const SINCE: Readonly<Record<Reason, string>> = { breached: 'was due', at_risk: 'due', ageing: 'open since', waiting_on_me: 'since', silent: 'silent since' };

/** One button a ticket: what its reader can do about it. */
export function decisionButton(decision: Decision, summaryId: number, { nudged, actsIn, subscription }: Shown): Button[] {
  const { ticketId, version, teamId, assigneeId, reasons } = decision;
  const name = ticketName(ticketId);
  const ticket = { subject: String(ticketId), version };
  const reason = reasons[0];
  const isMine = subscription.channelTeamId === null && assigneeId === subscription.personId;
  if (isMine) return [{ action: 'ticket.reply', ...ticket, label: `Reply on ${name}`, opensForm: true }];
  const nudge = { action: 'summary.nudge', subject: String(summaryId), value: String(ticketId), label: `Ask about ${name}` };
  if (!actsIn.includes(teamId)) return nudged.has(ticketId) ? [] : [nudge];
  if (assigneeId === null && reason !== 'ageing') return [{ action: 'ticket.claim', ...ticket, label: `Claim ${name}` }];
  if (reason === 'breached') return [{ action: 'ticket.hand_over', ...ticket, label: `Hand over ${name}`, opensForm: true }];
  if (reason === 'at_risk') return [{ action: 'ticket.set_priority', ...ticket, label: `Set priority of ${name}`, opensForm: true }];
  if (reason === 'ageing' || nudged.has(ticketId)) return [{ action: 'ticket.more', ...ticket, label: `Decide on ${name}` }];
  return [nudge];
}
