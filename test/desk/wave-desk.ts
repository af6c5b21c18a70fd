import type { FormToFill, MessageView } from '#bot/browser/api.ts';
import { findTicket } from '#store/tickets.ts';
import { hangings } from '#store/family.ts';
import { MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { direct } from '#test/support/client.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { hire, report, submit, type TestDesk } from './helpers.ts';

export const ROOM = 'devices';
export const HOUR_MS = 3600 * 1000;

/** What several people say about one docking station that is at fault. */
export const SAID = [
  'the docking station gives no picture on the monitor of my laptop',
  'no picture on the monitor from the docking station, laptop is fine',
  'my laptop gets no picture on the monitor through the docking station',
  'docking station, monitor without picture, laptop works',
] as const;

/** A desk on which faults come in, and what can be read and pressed in their threads. */
export async function createWaveDesk() {
  const desk = await createTestDesk();
  const ada = await hire(desk, 'Ada');
  return { ...readersOf(desk), desk, ada };
}

function readersOf(desk: TestDesk) {
  const cardOf = async (id: number, as = PRIYA, room = ROOM) => (await desk.read(as, room)).findLast(({ text }) => text.startsWith(`T-${id} ·`));
  const threadOf = async (id: number, as = PRIYA) => await desk.read(as, ROOM, (await cardOf(id))?.id);
  const pressIn = async (as: string, id: number, label: string) => {
    const carrier = (await threadOf(id)).findLast(({ buttons }) => buttons.some((button) => button.label === label));
    const button = carrier?.buttons.find((each) => each.label === label);
    if (!carrier || !button) throw new Error(`No button “${label}” in the thread of T-${id}.`);
    return await desk.act(as, ROOM, { ...button.ref, ...({ message: carrier.id } as object) });
  };
  return {
    cardOf,
    threadOf,
    pressIn,
    ticketNow: async (id: number) => await findTicket(desk.database.db, id),
    /** The ticket on which this one hangs. */
    parentNow: async (id: number) => (await hangings(desk.database.db, [id])).find(({ childId }) => childId === id)?.parentId,
    facts: async (id: number) => factsOf(await cardOf(id)),
    labels: async (id: number) => (await cardOf(id))?.buttons.map(({ label }) => label),
    /** What only they read. */
    told: async (email: string) => (await desk.read(email, ROOM)).findLast((message) => message.onlyForYou)?.text,
    toldIn: async (email: string, id: number) => (await threadOf(id, email)).findLast((message) => message.onlyForYou)?.text,
    /** Messages in somebody's direct messages that say this. */
    heard: async (email: string, text: string) => (await desk.read(email, direct(email))).filter((message) => message.text === text),
    /** The fields that a button's form has. */
    formOf: async (id: number, action: string) => {
      const { body } = await desk.call<FormToFill>(PRIYA, `/rooms/${ROOM}/actions`, { action: `ticket.${action}`, subject: String(id) });
      return body.form.fields;
    },
    join: async (child: number, parent: number, as = PRIYA) =>
      await submit(desk, as, { action: 'ticket.join', subject: String(child), values: { parent: String(parent) } }, ROOM),
    tell: async (id: number, text: string, as = SAM) => await submit(desk, as, { action: 'ticket.tell', subject: String(id), values: { text } }, ROOM),
    resolve: async (id: number, values: Readonly<Record<string, string>>, as = SAM) =>
      await submit(desk, as, { action: 'ticket.resolve', subject: String(id), values: { code: 'fixed', summary: 'New firmware', ...values } }, ROOM),
  };
}

/** Three people have reported the same. */
export async function threeReports({ desk, ada }: Awaited<ReturnType<typeof createWaveDesk>>): Promise<[number, number, number]> {
  return [await report(desk, SAID[0], MARIA), await report(desk, SAID[1], TOM), await report(desk, SAID[2], ada)];
}

function factsOf(card: MessageView | undefined): Record<string, string> {
  const texts = [...JSON.stringify(card?.card ?? {}).matchAll(/"text":"([^"]*)"/g)].map(([, text]) => text ?? '');
  return Object.fromEntries(texts.slice(0, -1).map((text, at) => [text, texts[at + 1] ?? '']));
}
