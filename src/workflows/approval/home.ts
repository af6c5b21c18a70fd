import type { Card } from '#core/card.ts';
import type { Section } from '#core/front-end.ts';
import type { Actor } from '#core/person.ts';
import { waitingForWordOf } from '#store/approvals.ts';
import type { Tx } from '#store/database.ts';
import { delegationsOf, type Delegation } from '#store/delegations.ts';
import { hasReports } from '#store/people.ts';
import { AWAY, cardFor } from './cards.ts';

/** So many in a list; platforms limit how long such a page may be. */
const LISTED = 10;

/** For whoever decides about others: what waits for them, and who decides while they are away. */
export async function home(tx: Tx, { person }: Actor): Promise<Section[]> {
  const [waiting, away, isManager] = await Promise.all([waitingForWordOf(tx, person.id), delegationsOf(tx, person.id), hasReports(tx, person.id)]);
  const decides = isManager || waiting.length > 0;
  const cards = await Promise.all(waiting.slice(0, LISTED).map(async ({ approval, ask }) => await cardFor(tx, approval, ask)));
  return [
    ...(!decides ? [] : [{ title: 'Waiting for your decision', empty: 'Nothing waits for you.', cards }]),
    ...(!decides && away.length === 0 ? [] : [{ title: 'When you are away', empty: '', cards: [...away.map(awayCard), OFFER] }]),
  ];
}

function awayCard({ id, deputyName, startsOn, endsOn }: Delegation): Card {
  const facts = [
    { label: 'From', value: startsOn },
    { label: 'Until', value: endsOn },
  ];
  const button = { action: 'approval.back', value: String(id), label: 'End this' };
  return { title: `${deputyName} decides for you`, tone: 'neutral', blocks: [{ kind: 'facts', facts }], buttons: [button] };
}

const OFFER: Card = {
  title: 'Somebody else can decide for you',
  tone: 'neutral',
  blocks: [{ kind: 'text', text: 'Say who, and on which days; what waits for you goes to them when the first begins.', subtle: true }],
  buttons: [AWAY],
};
