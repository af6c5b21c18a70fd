import { addDays } from '#rules/business-time/local-time.ts';
import type { Block, Button, Fact, Post } from '#core/card.ts';
import type { Kpi } from '#store/kpis/kpi.ts';
import { figuresTable } from '#store/kpis/table.ts';
import { chartOf } from './chart.ts';
import { subscriptionButtons } from './confirm.ts';
import { decisionBlocks, decisionButton } from './decision-lines.ts';
import { figureWords } from './figure-words.ts';
import { LISTED, type Report } from './report.ts';
import { aboutWords, counted, NO_LONGER_THEIRS } from './words.ts';

/** Shown so long after it was due, it is late. */
const LATE_MS = 15 * 60_000;

/** The table has all of them, and a message takes only so much. */
const PARTS = 3;

/** The summary as a post: first what needs a decision, then the figures, the picture, and the table. Pure. */
export function drawSummary(report: Report): Post {
  const { summary, subscription, departmentName, total, period, figures, before } = report;
  const about = aboutWords({ teams: subscription.teams, departmentName });
  const days = dayRange(summary.periodFrom, summary.periodTo);
  const title = `Summary of ${about}, ${days}`;
  const decisions = total === 0 ? 'Nothing needs a decision now.' : `${counted(total, 'ticket needs', 'tickets need')} a decision now.`;
  const chart = chartOf(report);
  const blocks: Block[] = [
    ...lateBlocks(report),
    { kind: 'text', text: decisions },
    ...decisionBlocks(report.decisions, report),
    ...(total > report.decisions.length ? [{ kind: 'text', text: `… and ${total - report.decisions.length} more.`, subtle: true } as const] : []),
    ...figureBlocks(report, days),
    ...(chart ? [{ kind: 'chart', chart } as const] : []),
  ];
  const name = `deskside-summary-${summary.periodFrom}-to-${addDays(summary.periodTo, -1)}.csv`;
  return {
    text: `${title}: ${decisions}`,
    card: { title, tone: total > 0 ? 'attention' : 'good', blocks, buttons: buttonsOf(report) },
    attachment: {
      name,
      mediaType: 'text/csv',
      text: figuresTable(period, figures, before),
      elsewhere: `from whoever runs Deskside, by “${commandFor(report)}”`,
    },
  };
}

/** In its place, when there is nothing to show any more. */
export function drawNothing(): Post {
  return { text: NO_LONGER_THEIRS, card: { title: 'A summary', tone: 'neutral', blocks: [{ kind: 'text', text: NO_LONGER_THEIRS }], buttons: [] } };
}

function lateBlocks({ summary }: Report): Block[] {
  if (summary.shownAt.getTime() - summary.dueAt.getTime() < LATE_MS) return [];
  const missed = summary.missed === 0 ? '' : ` ${counted(summary.missed, 'earlier one was', 'earlier ones were')} never sent, and I leave them out.`;
  return [{ kind: 'text', text: ['This is late: it was due ', { at: summary.dueAt.toISOString() }, `, and I was not running then.${missed}`] }];
}

function figureBlocks({ figures, before }: Report, days: string): Block[] {
  const earlier = (kpi: Kpi) => before.find((one) => one.kpi === kpi)?.figures;
  const measured = figures.filter(({ figures: { value } }) => value !== null);
  const facts = measured.map((one): Fact => ({ label: one.kpi.label, value: figureWords(one, earlier(one.kpi), PARTS) }));
  const empty = figures.filter(({ figures: { value } }) => value === null).map(({ kpi }) => kpi.label);
  const compared = measured.some(({ kpi }) => (earlier(kpi)?.n ?? 0) > 0) ? 'compared with the time before' : 'with nothing before to compare with';
  return [
    { kind: 'text', text: `${days}, ${compared}:` },
    { kind: 'facts', facts },
    ...(empty.length > 0 ? [{ kind: 'text', text: `Nothing to measure: ${empty.join(', ')}.`, subtle: true } as const] : []),
  ];
}

function buttonsOf(report: Report): Button[] {
  const { summary, subscription, decisions, total } = report;
  const own = (action: string, label: string, value?: string): Button => {
    return { action: `summary.${action}`, subject: String(summary.id), label, ...(value === undefined ? {} : { value }) };
  };
  const left = total - decisions.length;
  return [
    ...decisions.flatMap((decision) => decisionButton(decision, summary.id, report)),
    ...(left > 0 ? [own('rest', `And ${left} more`, String(LISTED))] : []),
    own('again', 'Look again'),
    own('explain', 'How is this computed?'),
    ...subscriptionButtons(subscription),
  ];
}

/** What prints the same figures on a terminal. */
function commandFor({ summary: { periodFrom, periodTo }, subscription: { teams, zone }, departmentName }: Report): string {
  const about = departmentName === undefined ? teams.map(({ name }) => `--team "${name}"`) : [`--department "${departmentName}"`];
  return ['deskside summary show', ...about, `--from ${periodFrom} --to ${periodTo} --zone ${zone} --csv`].join(' ');
}

/** “23 Nov to 29 Nov”, both included. */
function dayRange(from: string, to: string): string {
  const [first, last] = [dayName(from), dayName(addDays(to, -1))];
  return first === last ? first : `${first} to ${last}`;
}

function dayName(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
