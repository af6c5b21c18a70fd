import type { Context, Step } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { lockLine, type LicenseRequest } from '#store/license-requests.ts';
import { personById } from '#store/people.ts';
import { levelById } from '#store/products.ts';
import { changeSeat, hasFreeSeat, lockSeat, reserveSeat, type Seat } from '#store/seats.ts';
import { intoGroup, type Access } from './access.ts';
import { askToBuy, dropIfNobodyWaits } from './buy.ts';
import { change, end, licensed, requestLocked, show, today, type Subject } from './record.ts';
import { leaveGroup } from './leave.ts';
import { toTeam } from './to-team.ts';

/** Nobody's word is missing any more: a seat is held, and access follows; or it waits until one is free. The request is locked, or new. */
export async function give(context: Context<Tx>, request: LicenseRequest): Promise<void> {
  const own = request.kind === 'seat' ? undefined : await seatOf(context, request);
  if (request.kind !== 'seat' && own?.state !== 'active') return await noLongerHeld(context, request);
  if (own && request.kind === 'extension') return await extend(context, request, own);
  const seat = own ?? (await reserveSeat(context.tx, { ...request, day: today(context) }));
  if (!seat) return await wait(context, request);
  const granting = await change(context, request, { state: 'granting', seatId: seat.id, note: null });
  const { product, level, name } = await licensed(context.tx, request);
  const { email } = await personById(context.tx, request.personId);
  if (level?.groupName != null) {
    context.run('license.grant', String(request.id), { group: level.groupName, email } satisfies Access);
    return;
  }
  // Nothing opens it but a person: the seat is theirs, and the team sets it up.
  const ticketId = await toTeam(context, granting, { product, name, note: `${name} has no group in the directory. A seat is held; please give access.` });
  await granted(context, granting, seat, ticketId);
}

/** They are told once; from then on the card says how the line moves. */
async function wait(context: Context<Tx>, request: LicenseRequest): Promise<void> {
  await change(context, request, { state: 'waiting', note: null });
  // Who has waited before is asked for already.
  if (request.state === 'waiting') return;
  await show(context, request);
  await askToBuy(context, request.productId);
}

/** The seat that is to get another level or a later end, locked. */
async function seatOf({ tx }: Context<Tx>, { seatId }: LicenseRequest): Promise<Seat | undefined> {
  return seatId === null ? undefined : await lockSeat(tx, seatId);
}

/** What was to be changed has been given back since it was asked for. */
async function noLongerHeld(context: Context<Tx>, request: LicenseRequest): Promise<void> {
  await end(context, request, { state: 'canceled', note: 'It was given back in the meantime. If you need it, ask for it anew.' });
  await show(context, request);
}

async function extend(context: Context<Tx>, request: LicenseRequest, seat: Seat): Promise<void> {
  await changeSeat(context.tx, seat, { endsOn: request.endsOn });
  await end(context, request, { state: 'granted' });
  await show(context, request);
}

/** Puts the person into the level's group; what follows is written when that is sure. */
export const grant: Step<Tx> = {
  ...intoGroup,
  done: async (context, subject) => {
    const request = await requestLocked(context, subject);
    const seat = await seatOf(context, request);
    if (request.state === 'granting' && seat) await granted(context, request, seat);
  },
  stuck: async (context, subject, why) => {
    const request = await requestLocked(context, subject);
    const seat = await seatOf(context, request);
    if (request.state !== 'granting') return;
    if (request.kind === 'seat' && seat) await release(context, seat);
    const { product, name } = await licensed(context.tx, request);
    const ticketId = await toTeam(context, request, { product, name, note: `access to ${name} could not be given: ${why}` });
    await end(context, request, { state: 'failed', note: 'I could not give you access by myself.', ticketId });
    await show(context, request);
    if (request.kind === 'seat') await serveLine(context, request.productId);
  },
};

/** The seat is theirs; where it had another level before, they leave that one's group. */
async function granted(context: Context<Tx>, request: LicenseRequest, seat: Seat, ticketId?: number): Promise<void> {
  const before = seat.levelId === request.levelId ? undefined : await levelById(context.tx, seat.levelId);
  await changeSeat(context.tx, seat, { state: 'active', levelId: request.levelId });
  await end(context, request, { state: 'granted', ...(ticketId === undefined ? {} : { ticketId }) });
  await show(context, request);
  if (before?.groupName != null) await leaveGroup(context, seat, before.groupName);
}

/** Nobody holds it any more. */
export async function release(context: Context<Tx>, seat: Seat): Promise<void> {
  const day = today(context);
  await changeSeat(context.tx, seat, { state: 'released', until: day < seat.since ? seat.since : day });
}

/** Whoever waits longest gets what is free; all behind move up. */
export async function serveLine(context: Context<Tx>, productId: Subject['id']): Promise<void> {
  const line = await lockLine(context.tx, productId);
  for (const request of line) {
    if (await hasFreeSeat(context.tx, productId, today(context))) await give(context, request);
    else await change(context, request, {});
  }
  await dropIfNobodyWaits(context, productId);
}
