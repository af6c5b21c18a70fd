import { defineWorkflow, type Relation } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { findRequest, type LicenseRequest } from '#store/license-requests.ts';
import { findDifference } from '#store/differences.ts';
import { findProduct, levelById } from '#store/products.ts';
import { findPurchase } from '#store/purchases.ts';
import { findTerm } from '#store/renewals.ts';
import { findSeat } from '#store/seats.ts';
import { afterAll, notNeeded, stillNeeded } from './answer.ts';
import { cancel, decided } from './approval.ts';
import { ask } from './ask.ts';
import { draw } from './cards.ts';
import { daily } from './daily.ts';
import { extendSeat } from './extend.ts';
import { extendForm, formToAsk, formToRequest, giveBackForm, NOTHING, whomForm } from './forms.ts';
import { grant } from './give.ts';
import { leave } from './leave.ts';
import { offer, offerReturn } from './offer.ts';
import { instead } from './instead.ts';
import { moreSeats, moreSeatsForm, moreSeatsHolds, openLine } from './more-seats.ts';
import { newOwner, newOwnerForm } from './new-owner.ts';
import { follow, home } from './pool.ts';
import { LICENSE, parseSubject } from './record.ts';
import { eject, freeSeat, giveSeat, join, putIn, takeOut } from './mend.ts';
import { compare, reconcile } from './reconcile.ts';
import { request } from './request.ts';
import { giveBack, revoke } from './take-back.ts';

/** Software from a pool of seats: asked for, approved, given through the directory, and given back. */
export const license = defineWorkflow<Tx>({
  name: LICENSE,
  intents: {},
  actions: {
    ask: { who: ['anyone'], form: formToAsk, run: ask },
    offer: { who: ['anyone'], form: NOTHING, run: offer },
    offer_return: { who: ['anyone'], form: NOTHING, run: offerReturn },
    request: { who: ['anyone'], form: formToRequest, run: request },
    whom: { who: ['anyone'], form: whomForm, run: request },
    cancel: { who: ['requester', 'reporter'], run: cancel },
    instead: { who: ['requester'], run: instead },
    still_needed: { who: ['requester'], run: stillNeeded },
    not_needed: { who: ['requester'], run: notNeeded },
    after_all: { who: ['requester'], run: afterAll },
    extend: { who: ['requester'], form: extendForm, run: extendSeat },
    give_back: { who: ['requester'], form: giveBackForm, run: giveBack },
    more_seats: { who: ['approver'], form: moreSeatsForm, prefill: moreSeatsHolds, run: moreSeats },
    new_owner: { who: ['approver'], form: newOwnerForm, run: newOwner },
    give_seat: { who: ['approver'], run: giveSeat },
    take_out: { who: ['approver'], run: takeOut },
    put_in: { who: ['approver'], run: putIn },
    free_seat: { who: ['approver'], run: freeSeat },
  },
  entrances: [{ word: 'license', label: 'Get a license', action: 'ask', example: 'I need a license for Figma' }],
  timers: { daily, line: openLine, reconcile },
  steps: { grant, revoke, leave, compare, eject, join },
  decided,
  home,
  follow,
  relation,
  draw,
});

/** Nobody works on these as an agent does on a ticket; where a person has to, there is one. */
const NOBODY = { teamId: 0, assigneeId: null } as const;

async function relation(tx: Tx, subject: string): Promise<Relation | undefined> {
  const about = parseSubject(subject);
  if (about?.kind === 'seat') return withHolder(await findSeat(tx, about.id));
  if (about?.kind === 'term') return await ofTerm(tx, about.id);
  if (about?.kind === 'purchase') return await ofPurchase(tx, about.id);
  if (about?.kind === 'difference') return await ofDifference(tx, about.id);
  if (about?.kind === 'product' || about?.kind === 'check') return await ofProduct(tx, about.id);
  return about?.kind === 'request' ? withHolder(await findRequest(tx, about.id)) : undefined;
}

function withHolder(of: { readonly personId: number; readonly askedById?: LicenseRequest['askedById'] } | undefined): Relation | undefined {
  return of && { ...NOBODY, requesterId: of.personId, reporterIds: of.askedById === undefined ? [] : [of.askedById] };
}

/** Nobody presses anything about it but on the card of the question. */
async function ofPurchase(tx: Tx, id: number): Promise<Relation | undefined> {
  const purchase = await findPurchase(tx, id);
  return purchase && { ...NOBODY, requesterId: purchase.personId };
}

/** Whoever looks after the product whose group it is. */
async function ofDifference(tx: Tx, id: number): Promise<Relation | undefined> {
  const difference = await findDifference(tx, id);
  const level = difference && (await levelById(tx, difference.levelId));
  return level && (await ofProduct(tx, level.productId));
}

/** Its owner and whoever pays for it. */
async function ofProduct(tx: Tx, productId: number): Promise<Relation | undefined> {
  const product = await findProduct(tx, productId);
  return product && { ...NOBODY, requesterId: 0, approverIds: [product.ownerId, product.budgetHolderId].filter((id) => id !== null) };
}

async function ofTerm(tx: Tx, termId: number): Promise<Relation | undefined> {
  const term = await findTerm(tx, termId);
  return term && (await ofProduct(tx, term.productId));
}
