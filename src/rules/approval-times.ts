/** How long approvers have, and who decides where nobody else does, as a configuration file says. Lengths in milliseconds on the wall clock. */
export interface ApprovalSettings {
  /** Then whoever was asked is reminded. */
  readonly remindAfter: number;
  /** Then the next in the ladder are asked. */
  readonly nextAfter: number;
  /** Addresses in lower case; one of them is enough. Asked last. */
  readonly backup: readonly string[];
}

const HOUR = 3_600_000;

/** Once a day is a nudge, more often is noise; and nobody waits a week for somebody who is ill. */
export const USUAL_APPROVALS: ApprovalSettings = { remindAfter: 24 * HOUR, nextAfter: 72 * HOUR, backup: [] };

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `three days`, `36 hours`, `90 minutes` */
export function waitInWords(milliseconds: number): string {
  const hours = milliseconds / HOUR;
  if (!Number.isInteger(hours)) return `${Math.round(milliseconds / 60_000)} minutes`;
  if (hours % 24 !== 0) return hours === 1 ? 'an hour' : `${hours} hours`;
  const days = hours / 24;
  return days === 1 ? 'a day' : `${NUMBERS[days] ?? days} days`;
}
