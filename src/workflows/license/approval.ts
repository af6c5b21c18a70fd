import type { ApprovalNews } from '#core/approval.ts';
import { DeskError } from '#core/errors.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { lockLine, type LicenseRequest } from '#store/license-requests.ts';
import { dropIfNobodyWaits, purchaseDecided } from './buy.ts';
import { give } from './give.ts';
import { called, change, end, licensed, LICENSE, parseSubject, requestIn, requestLocked, show } from './record.ts';
import { toTeam } from './to-team.ts';

/** What becomes of the question whether somebody gets a license, or whether seats are bought. */
export async function decided(context: Context<Tx>, news: ApprovalNews): Promise<void> {
  const { subject, state, by, reason, words } = news;
  if (parseSubject(subject)?.kind === 'purchase') return await purchaseDecided(context, news);
  const request = await requestLocked(context, subject);
  if (request.state !== 'asked') return;
  // The card says who is asked now.
  if (state === 'pending') return void (await change(context, request, { note: words }));
  if (state === 'approved') return await give(context, request);
  if (state === 'declined') {
    await end(context, request, { state: 'declined', note: `${by?.name ?? 'Somebody'}: ${reason}` });
    return await show(context, request);
  }
  if (state === 'withdrawn') return;
  const { product, name } = await licensed(context.tx, request);
  const ticketId = await toTeam(context, request, { product, name, note: `nobody has decided about it. ${words}` });
  await end(context, request, { state: 'failed', note: 'Nobody whom I could ask has decided.', ticketId });
  await show(context, request);
}

/** `license.cancel` */
export async function cancel(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const seen = await requestIn(context.tx, subject);
  if (await callOff(context, seen, `${context.actor.person.name} no longer needs it.`)) return;
  const { name } = await licensed(context.tx, seen);
  throw new DeskError('conflict', {
    userMessage: `${called(seen)} (${name}) is past that: it has been decided already. If you have it and do not need it, give it back.`,
  });
}

/**
 * Ends a request that nobody has met yet, and the question whether to. False when it is past that. Call it before its seat is locked.
 * @param why for approvers
 * @param note for whoever asked
 */
export async function callOff(context: Context<Tx>, { id, state }: LicenseRequest, why: string, note?: string): Promise<boolean> {
  if (state === 'asked') await context.withdrawApproval(LICENSE, String(id), why);
  const request = await requestLocked(context, String(id));
  if (request.state !== 'asked' && request.state !== 'waiting') return false;
  await end(context, request, { state: 'canceled', ...(note === undefined ? {} : { note }) });
  // Everybody behind has moved up.
  if (request.state !== 'waiting') return true;
  for (const behind of await lockLine(context.tx, request.productId)) await change(context, behind, {});
  await dropIfNobodyWaits(context, request.productId);
  return true;
}
