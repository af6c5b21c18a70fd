import type { Button, Card } from '#core/card.ts';
import { DeskError } from '#core/errors.ts';
import type { Section } from '#core/front-end.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { devicesOf, licensesOf, type Held } from '#store/held.ts';
import { introFor } from './request.ts';
import { isRequestIntent, requestAction, REQUESTS, type RequestIntent } from './requests.ts';

type Kind = 'device' | 'license';

/** What can be asked for about a thing, by the words on its button. */
const WISHES: Readonly<Record<Kind, Readonly<Record<string, RequestIntent>>>> = {
  device: { 'It is broken': 'hardware.replace', 'Give it back': 'hardware.return' },
  license: { 'Give it back': 'license.return' },
};

/** What somebody holds, for their own page; without anything, there is no such part. */
export async function thingSections(tx: Tx, personId: number): Promise<Section[]> {
  const [devices, licenses] = await Promise.all([devicesOf(tx, personId), licensesOf(tx, personId)]);
  return [
    { title: 'My devices', empty: '', cards: devices.map((held) => thingCard('device', held, 'Warranty until')) },
    { title: 'My licenses', empty: '', cards: licenses.map((held) => thingCard('license', held, 'Paid until')) },
  ].filter(({ cards }) => cards.length > 0);
}

function thingCard(kind: Kind, { id, name, since, until }: Held, untilLabel: string): Card {
  const facts = [
    { label: 'Since', value: since },
    { label: untilLabel, value: until },
  ];
  const buttons = Object.entries(WISHES[kind]).map(([label, intent]): Button => ({ label, action: 'ticket.about_thing', value: `${intent}/${kind}/${id}` }));
  return { title: name, tone: 'neutral', blocks: [{ kind: 'facts', facts }], buttons };
}

/** `ticket.about_thing`: a request about something that its holder need not name. */
export async function aboutThing(context: Context<Tx>, { value }: ActionInput): Promise<void> {
  const [intent = '', kind = '', id] = value.split('/');
  if (!isRequestIntent(intent)) throw notHeld();
  const held = kind === 'device' ? await devicesOf(context.tx, context.actor.person.id) : await licensesOf(context.tx, context.actor.person.id);
  const thing = held.find((each) => String(each.id) === id);
  if (!thing) throw notHeld();
  await context.ask({ action: requestAction(intent), values: { what: thing.name }, intro: introFor(REQUESTS[intent], thing.name) });
}

function notHeld(): DeskError {
  return new DeskError('not_found', { userMessage: 'That is not in your name any more. Tell me what you need, and I will pass it on.' });
}
