import { z } from 'zod';
import { CATEGORIES, FAULT, IMPACTS, TICKET_STATES, URGENCIES } from '#core/ticket.ts';
import { group, listOf, oneOf, plainSpan, priority, span, text } from './fields.ts';
import type { Names } from './known.ts';

export function policySchema(names: Names) {
  const targets = group({ first_response: span.optional(), next_response: span.optional(), resolution: span.optional() });
  return group({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'An id is made of small letters, digits and hyphens.'),
    name: text(),
    when: conditions(names).default({}),
    calendar: oneOf(names.calendars, 'calendar'),
    targets: group({ P1: targets.optional(), P2: targets.optional(), P3: targets.optional(), P4: targets.optional() }),
    first_response_by: oneOf(['reply', 'claim'], 'way').default('reply'),
    pause: listOf(group({ state: oneOf(TICKET_STATES, 'state'), reason: text(), at_most: plainSpan.optional() })).optional(),
    on_priority_change: oneOf(['recalculate', 'restart', 'keep'], 'way').default('recalculate'),
    on_reopen: oneOf(['new_cycle', 'resume'], 'way').default('new_cycle'),
  });
}

/** Of a ticket. */
function conditions({ teams, departments, categories }: Names) {
  return group({
    priority: listOf(priority).optional(),
    urgency: listOf(oneOf(URGENCIES, 'urgency')).optional(),
    impact: listOf(oneOf(IMPACTS, 'impact')).optional(),
    team: listOf(oneOf(teams, 'team')).optional(),
    category: listOf(oneOf([...CATEGORIES, FAULT, ...categories], 'category')).optional(),
    department: listOf(oneOf(departments, 'department')).optional(),
    vip: z.boolean().optional(),
  });
}

/** Of a request, before it is a ticket. */
export function matchSchema({ departments, intents, categories }: Names) {
  return group({
    intent: listOf(oneOf(intents, 'intent')).optional(),
    category: listOf(oneOf([...CATEGORIES, FAULT, ...categories], 'category')).optional(),
    keyword: listOf(text()).optional(),
    location: listOf(text()).optional(),
    department: listOf(oneOf(departments, 'department')).optional(),
    vip: z.boolean().optional(),
  }).transform(({ intent, category, keyword, location, department, vip }) => ({
    intents: intent,
    categories: category,
    keywords: keyword,
    locations: location,
    departments: department,
    vip,
  }));
}

/** A category of the company's own. Its name may be none of Deskside's, so that conditions can name both. */
export function categorySchema() {
  const given: ReadonlySet<string> = new Set([...CATEGORIES, FAULT]);
  const name = text(40).refine((own) => !given.has(own.toLowerCase()), 'Deskside has a category of this name already. Give yours another.');
  return group({ name, of: oneOf([...CATEGORIES, FAULT], 'category'), keywords: listOf(text()).default([]) });
}
