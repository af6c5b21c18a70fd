/** The subject of the card with which somebody is asked to take a ticket: `1042/offer/7`. */
export interface Offering {
  readonly ticketId: number;
  readonly offerId: number;
}

export function offerSubject({ ticketId, id }: { readonly ticketId: number; readonly id: number }): string {
  return `${ticketId}/offer/${id}`;
}

/** Undefined for what stands for something else. */
export function parseOffer(subject: string): Offering | undefined {
  const [, ticketId, offerId] = /^(\d{1,9})\/offer\/(\d{1,15})$/.exec(subject) ?? [];
  return ticketId === undefined || offerId === undefined ? undefined : { ticketId: Number(ticketId), offerId: Number(offerId) };
}
