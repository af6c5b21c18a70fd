import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Address } from '#core/chat-event.ts';
import type { Card } from '#core/card.ts';
import type { FrontEnd } from '#core/front-end.ts';
import { newToken } from '#lib/ids.ts';

/** A message as somebody in the room sees it. */
interface Seen {
  readonly id: string;
  readonly text: string;
  readonly author: string | null;
  readonly card: boolean;
}

export interface FrontEndCast {
  readonly frontEnd: FrontEnd;
  /** Two people of the channel, by address. */
  readonly one: string;
  readonly other: string;
  readonly channel: Address;
  /** True where a message that is replaced keeps the name it was posted under. */
  readonly keepsAuthor?: boolean;
  /** Where somebody sees what is meant for them only; in the room itself, where it is not said. */
  whispersTo?(email: string): Address;
  /** The files that somebody can have there by pressing or clicking, by name. */
  files(email: string, at: Address): Promise<readonly string[]>;
  end?(): Promise<void>;
  /** What that person sees there, oldest first; of a thread, its root first. */
  look(email: string, at: Address): Promise<readonly Seen[]>;
}

/** Nothing here takes too long. */
const { signal } = new AbortController();

const CARD: Card = { title: 'A card', tone: 'neutral', blocks: [{ kind: 'text', text: 'with words' }], buttons: [{ action: 'ticket.report', label: 'Press' }] };

/** Every front end keeps to this, whatever platform stands behind it. Messages are told apart by their words. */
export function frontEndContract(name: string, prepare: () => Promise<FrontEndCast>): void {
  describe(`the front end ${name}`, () => {
    let cast: FrontEndCast;
    let words: string;
    beforeAll(async () => {
      cast = await prepare();
    });
    afterAll(async () => await cast.end?.());
    beforeEach(() => {
      words = `words ${newToken()}`;
    });
    const look = async (email = cast.one, at = cast.channel) => await cast.look(email, at);
    const seenOf = async (text: string, email = cast.one, at = cast.channel) => (await look(email, at)).filter((seen) => seen.text === text);

    test('is called what its addresses say', () => {
      expect(cast.frontEnd.platform).toBe(name);
      expect(cast.channel.platform).toBe(name);
    });

    test('posts what it is given, and returns the id under which it is seen', async () => {
      const id = await cast.frontEnd.send(cast.channel, { text: words, author: 'Maria', card: CARD }, newToken(), signal);
      expect(await seenOf(words)).toEqual([{ id, text: words, author: 'Maria', card: true }]);
      expect(await seenOf(words, cast.other)).toHaveLength(1);
    });

    test('finds what it posted by its key, in its room, and nothing under another key', async () => {
      const [key, inThread] = [newToken(), newToken()];
      const id = await cast.frontEnd.send(cast.channel, { text: words }, key, signal);
      const thread = { ...cast.channel, thread: id };
      const reply = await cast.frontEnd.send(thread, { text: words }, inThread, signal);
      expect(await cast.frontEnd.find(cast.channel, key, signal)).toBe(id);
      expect(await cast.frontEnd.find(thread, inThread, signal)).toBe(reply);
      expect(await cast.frontEnd.find(cast.channel, newToken(), signal)).toBeUndefined();
    });

    test('finds it by its key also after it was replaced', async () => {
      const key = newToken();
      const id = await cast.frontEnd.send(cast.channel, { text: 'before', card: CARD }, key, signal);
      await cast.frontEnd.update(cast.channel, id, { text: words }, signal);
      expect(await cast.frontEnd.find(cast.channel, key, signal)).toBe(id);
    });

    test('replaces a message in its place: words, author and card', async () => {
      const id = await cast.frontEnd.send(cast.channel, { text: 'before', author: 'Maria', card: CARD }, newToken(), signal);
      const { length } = await look();
      const kept = cast.keepsAuthor === true ? 'Maria' : null;
      await cast.frontEnd.update(cast.channel, id, { text: words }, signal);
      expect(await seenOf(words)).toEqual([{ id, text: words, author: kept, card: false }]);
      expect(await look()).toHaveLength(length);
      await cast.frontEnd.update(cast.channel, id, { text: words, card: CARD }, signal);
      expect(await seenOf(words, cast.other)).toEqual([{ id, text: words, author: kept, card: true }]);
    });

    test('shows what is meant for one person to nobody else', async () => {
      const found = await cast.frontEnd.findUser(cast.one);
      await cast.frontEnd.send({ ...cast.channel, onlyFor: found?.user }, { text: words }, newToken(), signal);
      const at = cast.whispersTo?.(cast.one) ?? cast.channel;
      expect(await seenOf(words, cast.one, at)).toHaveLength(1);
      expect(await seenOf(words, cast.other, at)).toHaveLength(0);
      expect(await seenOf(words, cast.other)).toHaveLength(0);
    });

    test('posts into a thread, where the room’s top level does not show it', async () => {
      const root = await cast.frontEnd.send(cast.channel, { text: 'root', card: CARD }, newToken(), signal);
      const thread = { ...cast.channel, thread: root };
      await cast.frontEnd.send(thread, { text: words }, newToken(), signal);
      expect((await look(cast.other, thread)).map(({ text }) => text)).toEqual(['root', words]);
      expect(await seenOf(words)).toHaveLength(0);
    });

    test('finds a user by their address, in small or capital letters, and nobody by an unknown one', async () => {
      const found = await cast.frontEnd.findUser(cast.one);
      expect(found).toEqual({ workspace: cast.channel.workspace, user: expect.any(String) as string });
      expect(await cast.frontEnd.findUser(cast.one.toUpperCase())).toEqual(found);
      expect(await cast.frontEnd.findUser('nobody@example.test')).toBeUndefined();
    });

    test('has one room of its own with each person, which nobody else sees', async () => {
      const [one, other] = await Promise.all([cast.one, cast.other].map(async (email) => await roomWith(email)));
      expect(one).toEqual(await roomWith(cast.one));
      expect(one?.room).not.toBe(other?.room);
      if (!one || !other) throw new Error('There is no room.');
      await cast.frontEnd.send(one, { text: words }, newToken(), signal);
      expect(await seenOf(words, cast.one, one)).toHaveLength(1);
      expect(await seenOf(words, cast.other, other)).toHaveLength(0);
    });

    test('the file of a post is there to be had by whoever gets it in a room of their own, under its name', async () => {
      const room = await roomWith(cast.one);
      const name = `${words.replace(' ', '-')}.csv`;
      const attachment = { name, mediaType: 'text/csv', text: 'a,b\n1,2\n', elsewhere: 'nowhere' } as const;
      await cast.frontEnd.send(room, { text: words, card: CARD, attachment }, newToken(), signal);
      expect(await seenOf(words, cast.one, room)).toHaveLength(1);
      expect(await cast.files(cast.one, room)).toEqual([name]);
    });

    async function roomWith(email: string): Promise<Address> {
      const found = await cast.frontEnd.findUser(email);
      if (!found) throw new Error(`${email} is not known.`);
      return await cast.frontEnd.direct(found.workspace, found.user);
    }
  });
}
