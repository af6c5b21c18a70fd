import type { Person } from '#core/person.ts';
import type { Ticket } from '#core/ticket.ts';
import { parseTicketName } from '#core/ticket.ts';
import { devicesOf } from '#store/assets.ts';
import type { Tx } from '#store/database.ts';
import { namesOf, personById } from '#store/people.ts';
import { teamById } from '#store/teams.ts';
import { findTicket, lastMessages } from '#store/tickets.ts';

/** All that a ticket's card is drawn from. */
export interface TicketView {
  readonly ticket: Ticket;
  readonly requester: Person;
  readonly teamName: string;
  readonly assigneeName: string | undefined;
  /** The words it was reported with. */
  readonly report: string;
  /** The newest public message, when it is not the report. */
  readonly latest: { readonly author: string; readonly text: string } | undefined;
  /** What the requester holds: `ThinkPad T14 (DS-0012)`. */
  readonly devices: readonly string[];
}

/** @throws Error when there is no such ticket: cards are only drawn for what exists. */
export async function loadView(tx: Tx, subject: string): Promise<TicketView> {
  const ticket = await findTicket(tx, parseTicketName(subject) ?? 0);
  if (!ticket) throw new Error(`No ticket ${subject} to draw.`);
  const [requester, team, said, devices] = await Promise.all([
    personById(tx, ticket.requesterId),
    teamById(tx, ticket.teamId),
    lastMessages(tx, ticket.id),
    devicesOf(tx, ticket.requesterId),
  ]);
  const names = await namesOf(
    tx,
    [ticket.assigneeId, said.latest?.authorId ?? null].filter((id) => id !== null),
  );
  return {
    ticket,
    requester,
    teamName: team.name,
    assigneeName: ticket.assigneeId === null ? undefined : names.get(ticket.assigneeId),
    report: said.report ?? ticket.title,
    latest: said.latest && { author: names.get(said.latest.authorId) ?? '', text: said.latest.body },
    devices: devices.map((device) => `${device.model} (${device.assetTag})`),
  };
}
