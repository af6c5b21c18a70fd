import type { Phrases } from '#core/intent.ts';
import type { ApprovalSettings } from './approval-times.ts';
import { openCalendar, type CalendarPlan } from './business-time/calendar.ts';
import type { NoticeSettings } from './notices.ts';
import type { Rota } from './on-call.ts';
import type { PriorityMatrix } from './priority.ts';
import type { RequestMatch } from './request-match.ts';
import type { RoutingRule } from './routing.ts';
import type { Schedule } from './schedule.ts';
import type { SlaEdition, SlaPolicy } from './sla/policy.ts';
import type { Subcategory } from './subcategory.ts';
import type { VipRule } from './vip.ts';

/**
 * What a configuration file says about how the desk works, checked and as data. What is applied later is a new edition
 * beside the old ones, so nothing that happened before is judged by it. Teams and their people are rows of their own.
 * What is not there goes as it does without a file; an edition of an earlier release may lack what came later.
 */
export interface Edition {
  /** By name. */
  readonly calendars: Readonly<Record<string, CalendarPlan>>;
  /** In order: the first that fits a ticket is its policy. */
  readonly policies: readonly SlaPolicy[];
  /** Names of calendars, by key of the team that works by it. */
  readonly teamCalendars?: Readonly<Record<string, string>>;
  /** In order: the first that fits a request says its team. Where none does, keywords do. */
  readonly routing?: readonly RoutingRule[];
  /** The company's own. In order: the first that fits a request is its own. */
  readonly categories?: readonly Subcategory[];
  readonly priorities?: PriorityMatrix;
  readonly vip?: VipRule;
  /** In order: the first that fits is said once, when a ticket is opened. */
  readonly autoReplies?: readonly AutoReply[];
  /** Said when a ticket is opened outside the team's hours; when the team is back follows by itself. */
  readonly outOfHours?: string;
  readonly notices?: NoticeSettings;
  readonly approvals?: ApprovalSettings;
  /** By key of the team. */
  readonly onCall?: Readonly<Record<string, Rota>>;
  /** What people here say, beside what comes with the release. */
  readonly phrases?: readonly Phrases[];
  /** One a person at most. */
  readonly summaries?: readonly FileSummary[];
}

/** Of teams or of what a department asks for, one of the two. */
export interface FileSummary {
  readonly email: string;
  readonly schedule: Schedule;
  /** Keys. */
  readonly teams?: readonly string[] | undefined;
  readonly department?: string | undefined;
  /** Of its one team; else in direct messages. */
  readonly inChannel: boolean;
}

/** Before anything was applied. */
export const NOTHING_SAID: Edition = { calendars: {}, policies: [] };

interface AutoReply {
  readonly when: RequestMatch;
  readonly say: string;
}

/** The part that clocks go by. */
export function slaEdition({ calendars, policies }: Edition, since: Date): SlaEdition {
  return { since, policies, calendars: new Map(Object.entries(calendars).map(([name, plan]) => [name, openCalendar(plan)])) };
}
