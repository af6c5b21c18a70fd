import { defineWorkflow, type Relation } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { findRequest, type LicenseRequest } from '#store/license-requests.ts';
import { findProduct } from '#store/products.ts';
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
import { LICENSE, parseSubject } from './record.ts';
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
  },
  entrances: [{ word: 'license', label: 'Get a license', action: 'ask', example: 'I need a license for Figma' }],
  timers: { daily },
  steps: { grant, revoke, leave },
  decided,
  relation,
  draw,
});

/** Nobody works on these as an agent does on a ticket; where a person has to, there is one. */
const NOBODY = { teamId: 0, assigneeId: null } as const;

async function relation(tx: Tx, subject: string): Promise<Relation | undefined> {
  const about = parseSubject(subject);
  if (about?.kind === 'seat') return withHolder(await findSeat(tx, about.id));
  if (about?.kind === 'product') return await ofProduct(tx, about.id);
  if (about?.kind === 'term') return await ofTerm(tx, about.id);
  return about && withHolder(await findRequest(tx, about.id));
}

function withHolder(of: { readonly personId: number; readonly askedById?: LicenseRequest['askedById'] } | undefined): Relation | undefined {
  return of && { ...NOBODY, requesterId: of.personId, reporterIds: of.askedById === undefined ? [] : [of.askedById] };
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
