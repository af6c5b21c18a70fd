/** Who has to agree before a license is given; the owner's word is asked for on top from the product's price limit on. */
export const PRODUCT_APPROVALS = ['none', 'manager', 'owner'] as const;
export type ProductApproval = (typeof PRODUCT_APPROVALS)[number];

/** `reserved`: promised to somebody whose access is on its way. `leaving`: it is being taken back. */
export const SEAT_STATES = ['reserved', 'active', 'leaving', 'released'] as const;
export type SeatState = (typeof SEAT_STATES)[number];

/** Why a seat was taken back: its holder gave it back, its time was over, nobody used it, or whoever held it has left. */
export const BACK_REASONS = ['given_back', 'ended', 'idle', 'left'] as const;
export type BackReason = (typeof BACK_REASONS)[number];

/**
 * What came of the question whether a seat is still needed. `dropped`: the seat went back otherwise, or its product is not asked about any
 * more. `taken`: it was taken back, and its holder may undo that for some days; then `undone` or `final`.
 */
export const RECLAIM_STATES = ['asked', 'kept', 'used', 'dropped', 'taken', 'undone', 'final'] as const;
export type ReclaimState = (typeof RECLAIM_STATES)[number];

/** `waiting`: approved, but no seat is free. `granting`: a seat is held, and access is on its way. */
export const REQUEST_STATES = ['asked', 'waiting', 'granting', 'granted', 'declined', 'failed', 'canceled'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** `seat`: the first of that product. `level`: another level for a seat they have. `extension`: a later end for it. */
export const REQUEST_KINDS = ['seat', 'level', 'extension'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** How people call a request: `L-12`. */
export function requestName(id: number): string {
  return `L-${id}`;
}

/** Of a question whether more seats are bought. `dropped`: nobody waits any more. */
export const PURCHASE_STATES = ['asked', 'approved', 'bought', 'declined', 'unanswered', 'dropped'] as const;
export type PurchaseState = (typeof PURCHASE_STATES)[number];

/** How a group of the directory and the seats of its level can differ. */
export const DIFFERENCE_KINDS = ['in_group_without_seat', 'seat_without_group'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** How people call a purchase request: `P-5`. */
export function purchaseName(id: number): string {
  return `P-${id}`;
}
