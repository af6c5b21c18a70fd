import type { Card } from '#core/card.ts';
import type { Section } from '#core/front-end.ts';
import type { Actor } from '#core/person.ts';
import type { Context, Said } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { poolOf, productsOf, type Entitlement, type Pool } from '#store/pool.ts';
import type { Product } from '#store/products.ts';
import { productSubject, today } from './record.ts';
import { costWords, seatWords } from './words.ts';

/** So many in a list; platforms limit how long such a page may be. */
const LISTED = 10;

/** For whoever owns or pays for software: a card per product. */
export async function home(tx: Tx, { person }: Actor): Promise<Section[]> {
  const cards = await poolCards(tx, person.id, new Date());
  return cards.length === 0 ? [] : [{ title: 'Licenses you look after', empty: '', cards }];
}

/** The word `pool`, from somebody who looks after licenses. From anybody else it is a word like any other. */
export async function follow(context: Context<Tx>, { text }: Said): Promise<boolean> {
  if (!/^(?:the |my )?pool[.!?]?$/i.test(text.trim())) return false;
  const cards = await poolCards(context.tx, context.actor.person.id, context.now);
  for (const card of cards) context.say({ to: 'actor' }, { text: card.title, card });
  return cards.length > 0;
}

async function poolCards(tx: Tx, personId: number, now: Date): Promise<Card[]> {
  const [owned, day] = [await productsOf(tx, personId), today({ now })];
  return await Promise.all(owned.slice(0, LISTED).map(async (product) => poolCard(product, await poolOf(tx, product.id, day), day)));
}

function poolCard(product: Product, pool: Pool, day: string): Card {
  const subject = productSubject(product);
  const running = pool.terms.filter(({ startsOn }) => startsOn <= day);
  const facts = [
    { label: 'Seats', value: `${pool.bought} bought · ${pool.held} held · ${pool.reserved} reserved · ${pool.free} free` },
    { label: 'Waiting', value: pool.waiting === 0 ? 'nobody' : pool.waiting === 1 ? '1 person' : `${pool.waiting} people` },
    { label: 'Cost', value: running.length === 0 ? 'no term runs' : costWords(running) },
    { label: 'Terms', value: pool.terms.map((term) => termWords(term, day)).join('; ') || 'none' },
  ];
  return {
    title: product.name,
    tone: pool.waiting > 0 && pool.free === 0 ? 'attention' : 'neutral',
    blocks: [{ kind: 'facts', facts }],
    buttons: [
      { label: 'More seats…', action: 'license.more_seats', subject, opensForm: true },
      { label: 'Give to another owner…', action: 'license.new_owner', subject, opensForm: true },
    ],
  };
}

function termWords({ contract, seats, startsOn, endsOn }: Entitlement, day: string): string {
  return `${contract === null ? '' : `${contract}, `}${seatWords(seats)}${startsOn > day ? ` from ${startsOn}` : ''} until ${endsOn}`;
}
