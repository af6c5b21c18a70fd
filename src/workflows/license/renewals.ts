import { OPEN_STATES } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { productById } from '#store/products.ts';
import { addRenewalNotice, findTerm, lastRenewalNotice, noteRenewalTicket, termsToDecide, type RenewalNotice, type Term } from '#store/renewals.ts';
import { findTicket } from '#store/tickets.ts';
import { askerFor, ownerOf } from './owners.ts';
import { LICENSE, termSubject, today } from './record.ts';
import { renewalFacts, renewalTitle } from './renewal-card.ts';

const BATCH = 25;

/** Tells whoever decides about a product that a term of it is to be renewed or given notice of. */
export async function renewals(context: Context<Tx>): Promise<boolean> {
  const { tx } = context;
  const due = await termsToDecide(tx, { day: today(context), limit: BATCH });
  for (const found of due) {
    const term = await findTerm(tx, found.entitlementId);
    const owner = term && (await ownerOf(tx, await productById(tx, term.productId)));
    const notice = await addRenewalNotice(tx, { ...found, toldOn: today(context), personId: owner?.id ?? null });
    if (!term || !notice) continue;
    if (owner) await context.show({ workflow: LICENSE, subject: termSubject(term), audience: 'approver', place: { personId: owner.id } });
    else await toLeads(context, term, notice);
  }
  return due.length === BATCH;
}

/** Nobody works here who decides about it: its team has a ticket, one as long as that is open. */
async function toLeads(context: Context<Tx>, term: Term, notice: RenewalNotice): Promise<void> {
  const { tx } = context;
  const before = await lastRenewalNotice(tx, term.id, notice.id);
  const earlier = before?.ticketId == null ? undefined : await findTicket(tx, before.ticketId);
  if (earlier && OPEN_STATES.includes(earlier.state)) return await noteRenewalTicket(tx, notice.id, earlier.id);
  const product = await productById(tx, term.productId);
  const requesterId = await askerFor(tx, product);
  if (requesterId === undefined) return;
  const facts = await renewalFacts(tx, term, notice);
  const ticketId = await context.openTicket({
    requesterId,
    title: `License: ${renewalTitle(product, term, notice)}`,
    words: facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    category: 'software',
    intent: 'license.request',
    teamId: product.teamId,
    note: `${product.name} has no owner and no budget holder who works here. Please decide whether it is renewed, and name an owner in the configuration file.`,
  });
  await noteRenewalTicket(tx, notice.id, ticketId);
}
