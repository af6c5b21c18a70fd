import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { Receipt } from '#core/front-end.ts';
import type { Delivery } from '#test/outside/front-end.ts';
import { check, type Dead, type Expected, type Intended, type Verdict } from './check.ts';
import { CHANNEL, type Somebody } from './people.ts';
import { deliver, type Answered } from './platform.ts';
import type { World } from './world.ts';

export type Doing = 'echo' | 'join' | 'mail' | 'ring' | 'report';
export type Scene = ReturnType<typeof createScene>;

/** One scenario in a world: what is said in it, and what came of it. */
export function createScene(world: World) {
  const from = world.effects().length;
  const intended: { -readonly [K in keyof Intended]: Intended[K] }[] = [];
  const answers: Answered[] = [];
  let acknowledged = 0;

  const send = async (delivery: Delivery, effects: readonly Expected[], ordered = false): Promise<Receipt['kind']> => {
    const one: (typeof intended)[number] = { key: delivery.key, room: delivery.room, effects, ordered };
    intended.push(one);
    const answered = await deliver(world.ports, delivery, (heard) => answers.push(heard));
    const taken = answered.kind === 'accepted' || answered.kind === 'duplicate';
    if (taken) one.acknowledged = acknowledged += 1;
    return answered.kind as Receipt['kind'];
  };
  /** Somebody does something whose effects can be told from all others by its token, which is returned. */
  const act = async (who: Somebody, doing: Doing, ordered = false): Promise<string> => {
    const { delivery, effects, token } = something(who, doing);
    // What goes through more rows than an echo does may be overtaken by one.
    await send(delivery, effects, ordered && doing === 'echo');
    return token;
  };
  const effects = () => world.effects(from);
  return {
    world,
    send,
    act,
    effects,
    /** Many people at once, each one thing after another. */
    crowd: async (doings: readonly Doing[], each: number, people: readonly Somebody[] = world.people) => {
      await Promise.all(
        people.map(async (who, offset) => {
          for (let at = 0; at < each; at += 1) await act(who, doings[(at + offset) % doings.length] ?? 'echo', true);
        }),
      );
    },
    /** Of everything that was answered with “taken in”, in milliseconds. */
    answered: () => answers,
    count: () => intended.length,
    posted: (where: string, text: string) => effects().filter((effect) => effect.kind === 'message' && effect.where === where && effect.text.includes(text)),
    /** Waits for this, and says how long it took, in seconds. */
    happened: async (token: string, seconds: number): Promise<number> => {
      const since = performance.now();
      await expect
        .poll(() => effects().some(({ kind, text }) => kind !== 'change' && text.includes(token)), { timeout: seconds * 1000, interval: 20 })
        .toBe(true);
      return (performance.now() - since) / 1000;
    },
    verdict: async (): Promise<Verdict> => check(intended, effects(), await deadRows(world)),
  };
}

/** A delivery under a key of its own. */
export function something(who: Somebody, doing: Doing): { delivery: Delivery; effects: Expected[]; token: string } {
  const token = `t${randomBytes(6).toString('hex')}`;
  const shared = { key: `${doing}-${token}`, user: who.user, room: who.room };
  const message = (where: string): Expected => ({ kind: 'message', where, token });
  if (doing === 'report') {
    const delivery = {
      ...shared,
      type: 'form',
      action: 'ticket.report',
      value: 'checked',
      values: { summary: `It fails ${token}`, urgency: 'blocked' },
    } as const;
    return { delivery, effects: [message(who.room), message(CHANNEL)], token };
  }
  const delivery = { ...shared, type: 'action', action: `probe.${doing}`, value: token } as const;
  if (doing === 'mail') return { delivery, effects: [{ kind: 'mail', where: 'post', token }], token };
  if (doing === 'join') return { delivery, effects: [message(who.room), { kind: 'join', where: 'staff', token }], token };
  return { delivery, effects: [message(who.room)], token };
}

async function deadRows({ database }: World): Promise<Dead[]> {
  const rows = await database.sql<{ key: string; kind: string }[]>`
    select i.key, o.kind from outbox o join inbox i on i.request_id = o.request_id where o.state = 'dead'`;
  return rows.map(({ key, kind }) => ({ kind, key: key.replace('outside/', '') }));
}
