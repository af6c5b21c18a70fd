import { eq } from 'drizzle-orm';
import { DeskError, OutsideError } from '#core/errors.ts';
import type { Attachment } from '#core/workflow.ts';
import { newId } from '#lib/ids.ts';
import { auditedLately, recordAudit } from '#store/audit.ts';
import type { Tx } from '#store/database.ts';
import { isFileUnderWay, planFile } from '#store/file-rows.ts';
import type { TeamsActivity, TurnAnswer } from './activity.ts';
import { PLATFORM, type Inward, type Visitor } from './arrival.ts';
import { consentAnswer, drawEnd, type UploadInfo } from './consent-card.ts';
import { nameOfText } from './files.ts';
import { sealUpload } from './hand-over.ts';
import { APP_NAME } from './naming.ts';
import type { Offer } from './offers.ts';
import { teamsOffers } from './schema.ts';
import { isFileHost } from './service-hosts.ts';
import { placeOf, tell, visit } from './visiting.ts';

const DONE: TurnAnswer = { status: 200 };
const GONE = 'I keep a file for a week at most, and do not have this one any more. Write to me if you need it: I help you, or a person does.';
const NOT_THEIRS = 'That file was offered to somebody else, so I did nothing.';
const NO_DRIVE = 'Teams named a place for the file that is not in OneDrive, so I put nothing there.';

/** Somebody accepts or declines a file (`fileConsent/invoke`). A worker does what follows, so that it is done once, whatever breaks. */
export async function takeConsent(deps: Inward, tenant: string, activity: TeamsActivity): Promise<TurnAnswer> {
  const { data: answer } = consentAnswer.safeParse(activity.value);
  const { room, direct } = placeOf(activity);
  if (!answer || !direct) return { status: 400 };
  const visitor = await visit(deps, tenant, activity);
  const personId = await admitted(deps, visitor, answer.action);
  if (personId === undefined) return DONE;
  const consent = { deps, visitor, personId, room, offerId: answer.context.offer, messageId: activity.replyToId };
  const words = answer.action === 'accept' ? await accept(consent, answer.uploadInfo) : await decline(consent);
  if (words !== undefined) await say(consent, words);
  return DONE;
}

interface Consent {
  readonly deps: Inward;
  readonly visitor: Visitor;
  readonly personId: number;
  readonly room: string;
  readonly offerId: string;
  /** Of the card that was pressed, as Teams says. */
  readonly messageId: string | undefined;
}

/** Undefined for somebody who is turned away, and is told so. */
async function admitted(deps: Inward, visitor: Visitor, answer: string): Promise<number | undefined> {
  const { tenant, user } = visitor;
  try {
    return await deps.desk.personId({ user, address: { platform: PLATFORM, workspace: tenant } }, `file.${answer}`);
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    await tell(deps, visitor, { text: error.userMessage });
    return undefined;
  }
}

/** Words for the card, or for the chat where it is not theirs. */
type Words = { readonly inCard: string } | { readonly aside: string } | undefined;

async function accept(consent: Consent, info: UploadInfo): Promise<Words> {
  const { deps, messageId } = consent;
  return await onOffer(consent, 'file.accept', async (tx, offer) => {
    if (offer.state === 'declined') return { words: { inCard: leftOut(offer) } };
    if (offer.state === 'given' || offer.state === 'failed') return {};
    if (!isFileHost(info.uploadUrl, deps.settings) || !isFileHost(info.contentUrl, deps.settings))
      return { words: { aside: `${NO_DRIVE} ${offer.otherwise}` }, refused: NO_DRIVE };
    // Twice pressed, or twice delivered. What was given up may be tried again, with the place that Teams names now.
    if (offer.handOver !== null && (await isFileUnderWay(tx, offer.handOver))) return {};
    const id = newId(deps.clock.now());
    const anew = offer.state === 'uploaded' ? {} : { state: 'accepted' as const, upload: sealUpload(deps.settings, offer.id, info) };
    const shown = offer.messageId ?? messageId ?? null;
    await tx
      .update(teamsOffers)
      .set({ ...anew, handOver: id, messageId: shown, changedAt: deps.clock.now() })
      .where(eq(teamsOffers.id, offer.id));
    const { tenant: workspace, room, source } = offer;
    const told = [{ to: 'person', personId: consent.personId }] as const;
    await planFile(tx, { id, to: { platform: PLATFORM, workspace, room }, file: source ?? ownFile(deps, offer), told });
    return { isDone: true };
  });
}

async function decline(consent: Consent): Promise<Words> {
  return await onOffer(consent, 'file.decline', async (tx, offer) => {
    if (offer.state !== 'offered' && offer.state !== 'declined') return {};
    const closed = { state: 'declined' as const, text: null, source: null, changedAt: consent.deps.clock.now() };
    if (offer.state === 'offered') await tx.update(teamsOffers).set(closed).where(eq(teamsOffers.id, offer.id));
    return { words: { inCard: leftOut(offer) }, isDone: offer.state === 'offered' };
  });
}

interface Outcome {
  readonly words?: Words;
  readonly isDone?: boolean;
  readonly refused?: string;
}

/** Works on an offer that nobody else works on meanwhile, if it hangs in this person's own chat; what is done or refused is audited, of a flood one a minute. */
async function onOffer({ deps, visitor, personId, room, offerId }: Consent, action: string, act: (tx: Tx, offer: Offer) => Promise<Outcome>): Promise<Words> {
  const { tenant, user } = visitor;
  return await deps.database.db.transaction(async (tx) => {
    const [offer] = await tx.select().from(teamsOffers).where(eq(teamsOffers.id, offerId)).for('update');
    if (!offer) return { inCard: GONE };
    const isTheirs = offer.tenant === tenant && offer.userId === user.id && offer.room === room;
    const { words, isDone = false, refused } = isTheirs ? await act(tx, offer) : { words: { aside: NOT_THEIRS }, refused: NOT_THEIRS };
    const entry = { personId, actor: `${PLATFORM}/${tenant}/${user.id}`, action, subject: offerId };
    if (refused !== undefined && !(await auditedLately(tx, entry.actor, refused))) await recordAudit(tx, { ...entry, outcome: 'refused', reason: refused });
    if (isDone) await recordAudit(tx, { ...entry, outcome: 'done' });
    return words;
  });
}

function leftOut({ name, otherwise }: Offer): string {
  return `All right, ${name} does not go into your OneDrive. ${otherwise}`;
}

function ownFile({ settings }: Inward, offer: Offer): Attachment {
  const { tenant: workspace, name, size } = offer;
  return { platform: PLATFORM, workspace, id: nameOfText(offer, settings), name, mediaType: 'text/csv', size, author: APP_NAME };
}

/** Lost if Teams loses it: whoever presses the card again reads it then. */
async function say({ deps, visitor, room, messageId }: Consent, words: NonNullable<Words>): Promise<void> {
  if ('aside' in words || messageId === undefined) return await tell(deps, visitor, { text: 'aside' in words ? words.aside : words.inCard });
  try {
    const spot = await deps.conversations.spot(visitor.tenant, { room });
    await deps.connector.update(spot, messageId, { ...drawEnd(words.inCard), id: messageId });
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    deps.log.warn({ err: error }, 'a question about a file was not taken back');
  }
}
