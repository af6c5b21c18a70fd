import { z } from 'zod';
import { URGENCIES } from '#core/ticket.ts';
import { USUAL_APPROVALS, type ApprovalSettings } from '#rules/approval-times.ts';
import { USUAL_NOTICES } from '#rules/notices.ts';
import { calendarSchema } from './calendars.ts';
import { email, group, keyOf, listOf, oneOf, openSpan, plainSpan, priority, text, time } from './fields.ts';
import type { Known, Names } from './known.ts';
import { categorySchema, matchSchema, policySchema } from './policies.ts';
import { productsSchema } from './products.ts';
import { outsider, rotaSchema } from './rota.ts';
import { summarySchema } from './summaries.ts';

const KEY = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'A key is made of small letters, digits and hyphens.');

/** All that a file may say. References are checked within their own setting, so that one mistake hides no other. */
export function fileSchema(names: Names) {
  const team = oneOf(names.teams, 'team');
  return group({
    teams: z.record(KEY, teamSchema(names)).refine((all) => Object.keys(all).length > 0, 'There must be a team.'),
    calendars: z.record(KEY, calendarSchema(names)).default({}),
    policies: listOf(policySchema(names)).optional(),
    categories: listOf(categorySchema()).max(50, 'These are more than 50.').optional(),
    priorities: prioritiesSchema().optional(),
    vip: group({ people: listOf(email(names)).optional(), titles: listOf(text()).optional() }).optional(),
    routing: listOf(group({ when: matchSchema(names).optional(), team })).optional(),
    auto_replies: listOf(group({ when: matchSchema(names).optional(), say: text(2000) })).optional(),
    out_of_hours: text(2000).optional(),
    notices: noticesSchema().optional(),
    approvals: approvalsSchema(names).optional(),
    on_call: onCallSchema(names).optional(),
    products: productsSchema(names).optional(),
    phrases: z.record(keyOf(names.intents, 'intent'), listOf(text(500))).optional(),
    summaries: listOf(summarySchema(names)).optional(),
  });
}

/** A file that was read: as it stands there, with everything it refers to checked. */
export type DeskFile = z.output<ReturnType<typeof fileSchema>>;

function teamSchema(names: Names) {
  return group({
    name: text(80),
    channel: channelSchema(names).optional(),
    calendar: oneOf(names.calendars, 'calendar').optional(),
    members: listOf(group({ email: email(names), lead: z.boolean().default(false) })),
    keywords: listOf(text()).default([]),
  });
}

function channelSchema({ platforms, placeOfLink }: Known) {
  return group({
    platform: oneOf(platforms, 'platform'),
    workspace: text().optional(),
    room: text().optional(),
    link: text(2000).optional(),
  }).transform(({ platform, workspace, room, link }, context) => {
    if (link === undefined && workspace !== undefined && room !== undefined) return { platform, workspace, room };
    const place = link === undefined || workspace !== undefined || room !== undefined ? undefined : placeOfLink(platform, link);
    if (place) return { platform, ...place };
    context.addIssue(link === undefined ? 'A channel needs “workspace” and “room”, or a “link” to it.' : 'That is not a link to a channel there.');
    return z.NEVER;
  });
}

function onCallSchema(names: Names) {
  return z.record(keyOf(names.teams, 'team'), rotaSchema(names)).superRefine((rotas, context) => {
    for (const [team, rota] of Object.entries(rotas)) {
      const members = names.members.get(team);
      const stranger = members && outsider(rota, members, names.today);
      if (stranger === undefined) continue;
      context.addIssue({ code: 'custom', path: [team], message: `“${stranger}” is not in this team, so nobody would be called. Add them to its members.` });
    }
  });
}

function prioritiesSchema() {
  const row = group(Object.fromEntries(URGENCIES.map((urgency) => [urgency, priority])) as Record<(typeof URGENCIES)[number], typeof priority>);
  return group({ person: row, team: row, company: row });
}

function approvalsSchema(names: Names) {
  const usual = USUAL_APPROVALS;
  return group({
    remind_after: plainSpan.default(usual.remindAfter),
    next_after: plainSpan.default(usual.nextAfter),
    backup: listOf(email(names)).default([]),
  })
    .refine(({ remind_after: remind, next_after: next }) => remind < next, 'Whoever was asked is reminded before the next are asked.')
    .transform(({ remind_after: remindAfter, next_after: nextAfter, backup }): ApprovalSettings => ({ remindAfter, nextAfter, backup }));
}

function noticesSchema() {
  const usual = USUAL_NOTICES;
  const percentage = z.number().int('This must be a whole number.').min(1, 'This must be at least 1.').max(100, 'This must be at most 100.');
  return group({
    percentages: listOf(percentage)
      .transform((all) => [...new Set(all)].sort((a, b) => a - b))
      .default([...usual.percentages]),
    quiet_hours: group({ from: time, to: time, except: listOf(priority).default([1]) }).optional(),
    unclaimed_per_member: openSpan.default(usual.unclaimedPerMember),
    silent_owner: group({ ask_after: openSpan, hand_back_after: openSpan }).optional(),
    silent_requester: group({
      remind_after: plainSpan,
      reminders: z.number().int('This must be a whole number.').min(0, 'This must be at least 0.').max(10, 'This must be at most 10.'),
      resolve_after: plainSpan,
    }).optional(),
  });
}
