import type { Button, Card, Fact, Tone } from '#core/card.ts';
import type { RequestState } from '#core/license.ts';
import { ticketName } from '#core/ticket.ts';
import type { Audience, CardPlace, Drawing } from '#core/workflow.ts';
import { shorten } from '#lib/text.ts';
import type { Tx } from '#store/database.ts';
import type { LicenseRequest } from '#store/license-requests.ts';
import { personById } from '#store/people.ts';
import { productById } from '#store/products.ts';
import { poolVersion } from '#store/purchases.ts';
import { findSeat, type Seat } from '#store/seats.ts';
import { alternativeTo } from './instead.ts';
import { drawDifferences } from './differences.ts';
import { called, licensed, parseSubject, requestIn, seatIn, seatSubject } from './record.ts';
import { drawRenewal } from './renewal-card.ts';
import { drawSeat } from './seat-card.ts';
import { prospectsOf, waitingWords } from './waiting.ts';
import { STATE_WORDS } from './words.ts';

/** In UTF-16 code units. */
const QUOTE_MAX = 600;

/** Draws a subject as it stands now. */
export async function draw(tx: Tx, subject: string, _: Audience, place: CardPlace['place']): Promise<Drawing> {
  const about = parseSubject(subject);
  if (about?.kind === 'check') return await drawDifferences(tx, subject);
  if (about?.kind === 'term') return await drawRenewal(tx, about.id);
  if (about?.kind === 'seat') return await drawSeat(tx, await seatIn(tx, subject));
  return await drawRequest(tx, await requestIn(tx, subject), place);
}

/** For whoever it is for or whoever asked for them. */
async function drawRequest(tx: Tx, request: LicenseRequest, place: CardPlace['place']): Promise<Drawing> {
  const seat = request.seatId === null ? undefined : await findSeat(tx, request.seatId);
  const { name } = await licensed(tx, request);
  const status = request.state === 'waiting' ? await waitingWords(tx, request) : (pastWords(request, seat) ?? STATE_WORDS[request.state]);
  const card: Card = {
    title: `${called(request)} · ${name}${request.kind === 'extension' ? ' for longer' : ''}`,
    tone: TONES[request.state],
    blocks: [{ kind: 'facts', facts: await factsOf(tx, request, status) }, ...(await stepsOf(tx, request, seat)), ...reasonOf(request)],
    buttons: 'personId' in place ? await buttonsFor(tx, request, { seat, readerId: place.personId }) : [],
  };
  return { post: { text: `${card.title}: ${status}`, card }, version: request.version + (await poolVersion(tx, request.productId)) };
}

/** What was granted and is no longer theirs. */
function pastWords({ state }: LicenseRequest, seat: Seat | undefined): string | undefined {
  if (state !== 'granted') return undefined;
  if (seat?.state === 'leaving') return 'It is being taken back';
  return seat?.until == null ? undefined : `You had it until ${seat.until}`;
}

async function factsOf(tx: Tx, request: LicenseRequest, status: string): Promise<Fact[]> {
  const { personId, askedById, askedAt, endsOn, note, ticketId } = request;
  const names = personId === askedById ? undefined : await Promise.all([personById(tx, personId), personById(tx, askedById)]);
  return [
    { label: 'Status', value: status },
    ...(request.state === 'waiting' ? await prospectsOf(tx, request) : []),
    ...(note === null ? [] : [{ label: request.state === 'asked' ? 'Now' : 'Why', value: note }]),
    ...(ticketId === null ? [] : [{ label: 'Goes on as', value: ticketName(ticketId) }]),
    ...(names
      ? [
          { label: 'For', value: names[0].name },
          { label: 'Asked by', value: names[1].name },
        ]
      : []),
    { label: 'Asked', value: [{ at: askedAt.toISOString() }] },
    ...(endsOn === null ? [] : [{ label: 'Until', value: endsOn }]),
  ];
}

/** What to do once there is access. */
async function stepsOf(tx: Tx, { state, kind, productId }: LicenseRequest, seat: Seat | undefined): Promise<Card['blocks']> {
  if (state !== 'granted' || kind === 'extension' || seat?.state !== 'active') return [];
  const { installSteps } = await productById(tx, productId);
  return installSteps === '' ? [] : [{ kind: 'text', text: installSteps }];
}

function reasonOf({ reason }: LicenseRequest): Card['blocks'] {
  return reason === '' ? [] : [{ kind: 'text', text: `For: ${shorten(reason, QUOTE_MAX)}`, subtle: true }];
}

interface Read {
  readonly seat: Seat | undefined;
  readonly readerId: number;
}

/** The license is whoever's it is for; whoever asked may take the request back. */
async function buttonsFor(tx: Tx, request: LicenseRequest, { seat, readerId }: Read): Promise<Button[]> {
  const subject = String(request.id);
  if (request.state === 'granted' && seat?.state === 'active' && readerId === seat.personId)
    return [{ label: 'Give it back', action: 'license.give_back', subject: seatSubject(seat), opensForm: true }];
  if (request.state !== 'asked' && request.state !== 'waiting') return [];
  const other = request.state === 'waiting' && readerId === request.personId ? await alternativeTo(tx, request) : undefined;
  const instead = other ? [{ label: `Get ${other.name} instead`, action: 'license.instead', subject }] : [];
  return [...instead, { label: 'I no longer need it', action: 'license.cancel', subject }];
}

const TONES: Readonly<Record<RequestState, Tone>> = {
  asked: 'attention',
  waiting: 'attention',
  granting: 'neutral',
  granted: 'good',
  declined: 'warning',
  failed: 'warning',
  canceled: 'neutral',
};
