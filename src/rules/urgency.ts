import type { Slot } from '#core/intent.ts';
import { URGENCIES, type Urgency } from '#core/ticket.ts';

/**
 * How urgent a ticket is by what was said, undefined when nothing was. Being stopped, or wanting it soon, counts whatever else is said; "slow, but
 * it can wait" can wait.
 */
export function urgencyOf(slots: readonly Pick<Slot, 'name' | 'value'>[]): Urgency | undefined {
  const says = (name: Slot['name'], value: string): boolean => slots.some((slot) => slot.name === name && slot.value === value);
  if (says('urgency', 'critical') || says('urgency', 'high') || says('hindrance', 'blocked')) return 'blocked';
  if (says('urgency', 'low')) return 'can_wait';
  return says('hindrance', 'slowed') ? 'slowed' : undefined;
}

/** One step more urgent, as far as there is one. */
export function moreUrgent(urgency: Urgency): Urgency {
  return URGENCIES[Math.max(0, URGENCIES.indexOf(urgency) - 1)] ?? urgency;
}

export function isUrgency(value: string | undefined): value is Urgency {
  return URGENCIES.some((urgency) => urgency === value);
}

/** Whether somebody has had enough: loud, or tired of having said it before. A wrong yes costs a kind sentence and one step of urgency. */
export function isUpset(text: string): boolean {
  return UPSET.test(text) || /[!?]{3,}|!\s*!/.test(text) || isLoud(text);
}

const UPSET =
  /\b(?:(?:third|fourth|fifth|sixth|tenth|\d+(?:rd|th)|umpteenth|hundredth) time|for (?:god|heaven|christ|pete)['’]?s? ?sake|(?:fed up|sick|tired) (?:with|of) (?:this|it|waiting)|ridiculous|unacceptable|outrageous|infuriating|driving me (?:mad|crazy|nuts)|how many (?:more )?times|yet again|beyond a joke|had enough|utterly useless|waste of time)\b/i;

/** Several words, most of them in capitals: abbreviations alone (VPN, MFA) are not shouted. */
function isLoud(text: string): boolean {
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  return words.length >= 4 && words.filter((word) => word === word.toUpperCase()).length / words.length > 0.7;
}
