import type { Priority } from '#core/ticket.ts';
import { isVip } from '#rules/vip.ts';
import { addDays, addWorkingMinutes } from './calendar.ts';
import { addressed, openDiary, type Diary, type Step } from './diary.ts';
import { demoVips } from './desk-file.ts';
import { departmentOf, type PersonRow } from './people.ts';
import type { Random } from './random.ts';
import type { Report } from './reports.ts';
import * as talk from './small-talk.ts';
import type { Topic } from './topics/topic.ts';

/** How a ticket stands today. */
export type Ending = 'new' | 'in_progress' | 'waiting' | 'done';

interface Told {
  readonly random: Random;
  readonly report: Report;
  readonly staff: readonly PersonRow[];
  readonly diary: Diary;
}

/** Usual working minutes until somebody takes it, and from there until it is solved. */
const TAKE: Readonly<Record<Priority, number>> = { 1: 4, 2: 8, 3: 20, 4: 45 };
const SOLVE: Readonly<Record<Priority, number>> = { 1: 60, 2: 100, 3: 220, 4: 500 };

const CLOSES_AFTER_DAYS = 3;

/** What happened to a report. The same random stream tells the same story, at whatever pace. */
export function tellStory(random: Random, report: Report, staff: readonly PersonRow[], ending: Ending, pace: number): readonly Step[] {
  const { requester } = report;
  const diary = openDiary(random, requester, report.at, pace);
  const told: Told = { random, report, staff: staff.filter((person) => person !== requester), diary };

  reports(told);
  if (ending === 'new') return diary.steps;
  if (ending === 'done' && random.chance(0.04)) {
    withdraws(told);
    return diary.steps;
  }
  const late = random.chance(0.08) && report.priority > 1;
  let agent = takes(told, late);
  if (ending === 'done' && random.chance(0.04)) agent = handsOver(told, agent);
  if (ending === 'waiting') {
    asks(told, agent);
    diary.work(agent, random.int(900, 1400) / pace);
    diary.says(agent, talk.STILL_ASKING);
    return diary.steps;
  }
  if (ending === 'done' && random.chance(0.22)) answers(told, asks(told, agent));
  if (random.chance(0.35)) {
    diary.work(agent, random.around(50, 0.8));
    diary.says(agent, report.topic.request ? talk.REQUEST_PROGRESS : talk.PROGRESS);
  }
  if (ending === 'done') ends(told, agent, late);
  return diary.steps;
}

function reports({ random, diary, report }: Told): void {
  const { requester, teamId, title, urgency, priority, topic } = report;
  const facts = { department: departmentOf(requester), vip: isVip(demoVips(), requester), impact: priority === 1 ? 'team' : 'person' } as const;
  diary.happens(requester, { type: 'reported', requesterId: requester.id, teamId, title, urgency, priority, facts });
  if (!random.chance(0.3)) return;
  diary.pass(random.int(1, 6));
  diary.says(requester, topic.details);
}

function withdraws({ random, diary, report }: Told): void {
  diary.pass(random.int(15, 150));
  const reason = random.pick(report.topic.request ? talk.REQUEST_WITHDRAWN : talk.WITHDRAWN);
  diary.happens(report.requester, { type: 'withdrawn', reason });
}

function takes({ random, diary, report, staff }: Told, late: boolean): PersonRow {
  if (late) {
    diary.work(report.requester, random.int(150, 400));
    diary.says(report.requester, talk.IMPATIENT);
  }
  const agent = chooseAgent(random, diary.now(), staff);
  diary.work(agent, random.around(TAKE[report.priority], 0.8) + (late ? random.int(60, 500) : 0));
  diary.happens(agent, { type: 'claimed', assigneeId: agent.id });
  diary.work(agent, random.around(4, 0.6));
  diary.says(agent, report.topic.replies);
  if (random.chance(0.14)) {
    diary.work(agent, random.around(20, 0.8));
    diary.notes(agent, report.topic.notes);
  }
  return agent;
}

function handsOver({ random, diary, staff }: Told, from: PersonRow): PersonRow {
  diary.work(from, random.around(60, 0.5));
  diary.notes(from, talk.HANDING_BACK);
  diary.happens(from, { type: 'handed_back' });
  const agent = chooseAgent(
    random,
    diary.now(),
    staff.filter((person) => person !== from),
  );
  diary.work(agent, random.around(30, 0.8));
  diary.happens(agent, { type: 'claimed', assigneeId: agent.id });
  diary.work(agent, random.around(5, 0.5));
  diary.says(agent, talk.TAKEN_OVER);
  return agent;
}

/** Returns what the requester will answer. */
function asks({ random, diary, report }: Told, agent: PersonRow): string {
  const [question, answer] = random.pick(report.topic.asks);
  diary.work(agent, random.around(35, 0.8));
  diary.happens(agent, { type: 'asked', messageId: 0 }, question);
  return answer;
}

function answers({ random, diary, report }: Told, answer: string): void {
  diary.work(report.requester, random.around(60, 1));
  diary.says(report.requester, [answer]);
}

/** Solved, now and then twice, often rated, and closed when nobody objects. */
function ends(told: Told, agent: PersonRow, late: boolean): void {
  const { random, diary, report } = told;
  let closesAt = solves(told, agent, report.topic.fixes);
  let reopened = false;
  if (!report.topic.request && random.chance(0.09)) {
    diary.work(report.requester, random.int(40, 500));
    reopened = diary.now() < closesAt;
  }
  if (reopened) {
    diary.happens(report.requester, { type: 'reopened', reason: random.pick(talk.REOPENED) });
    diary.work(agent, random.around(25, 0.8));
    diary.says(agent, talk.APOLOGIES);
    closesAt = solves(told, agent, talk.SECOND_FIXES);
  }
  if (random.chance(0.5)) {
    diary.work(report.requester, random.around(90, 1.2));
    if (diary.now() < closesAt) diary.happens(report.requester, { type: 'rated', stars: stars(random, late || reopened) });
  }
  diary.jump(closesAt);
  diary.happens(null, { type: 'closed' });
}

/** Returns when it will be closed. */
function solves({ random, diary, report }: Told, agent: PersonRow, fixes: Topic['fixes']): Date {
  diary.work(agent, random.around(SOLVE[report.priority], 0.8));
  const [code, summary] = random.pick(fixes);
  diary.happens(agent, { type: 'resolved', code, summary: addressed(summary, report.requester) });
  return addDays(diary.now(), CLOSES_AFTER_DAYS);
}

/** Whoever is at work soonest, most of the time; the head of the department only helps out. */
function chooseAgent(random: Random, at: Date, staff: readonly PersonRow[]): PersonRow {
  return random.weighted(staff, (person) => {
    const hours = (addWorkingMinutes(at, 0, person.timeZone).getTime() - at.getTime()) / 3_600_000;
    return (person.title.startsWith('Head') ? 0.1 : 1) / (0.4 + hours) ** 2;
  });
}

function stars(random: Random, disappointed: boolean): number {
  const shares = disappointed ? [14, 18, 24, 26, 18] : [1, 2, 7, 30, 60];
  return random.weighted([1, 2, 3, 4, 5], (count) => shares[count - 1] ?? 0);
}
