import type { Tx } from '#store/database.ts';
import { LEASE_SECONDS, LeaseLost, renewLeases, type LeasedRow } from '#store/outbox.ts';

/** A row in hand. */
export interface HeldRow extends LeasedRow {
  /** Whether something outside has been begun under this lease: whatever fails after that, it may have been done. */
  readonly outside: { begun: boolean };
  /** Fires when the row may no longer be ours. */
  readonly signal: AbortSignal;
  /** @throws LeaseLost when it may no longer be ours, also if this process stood still and nobody has told it yet. */
  mustBeOurs(): void;
}

/** What this worker is doing: the rows it holds, and what it does besides what the queue brings. */
export interface Hands {
  /** How many more things may be done besides. */
  free(): number;
  /** Does something besides. It must not throw. */
  besides(task: () => Promise<void>): void;
  /** Takes a row up. @param asked when the lease was asked for, on a clock that only goes forward, in milliseconds */
  hold(row: LeasedRow, asked: number): HeldRow;
  drop(row: HeldRow): void;
  /** Holds on to every row in hand for another lease, and lets go of what could not be held, or was held for a minute. */
  renew(tx: Tx): Promise<void>;
  /** When a row was taken up last, on that clock. */
  lastTaken(): number;
  /** From now on nothing more is taken up than what is under way. */
  finish(): Promise<void>;
  finishing(): boolean;
}

/** Renewing is due well before this; a process that stood still for longer has lost its rows. */
const LEASE_MS = LEASE_SECONDS * 1000;
/** Every call to the outside ends within seconds; a row in hand for so long waits for something that never comes, so others get it. */
const HELD_AT_MOST_MS = 60_000;

export function createHands(most: number, now: () => number = () => performance.now()): Hands {
  const held = new Map<HeldRow, { readonly since: number; until: number; readonly lost: AbortController }>();
  const running = new Set<Promise<void>>();
  let lastTaken = now();
  let finishing = false;
  return {
    free: () => (finishing ? 0 : Math.max(0, most - running.size)),
    besides: (task) => {
      const run = task().finally(() => running.delete(run));
      running.add(run);
    },
    hold: (row, asked) => {
      lastTaken = now();
      const grip = { since: asked, until: asked + LEASE_MS, lost: new AbortController() };
      const mustBeOurs = () => {
        if (now() >= grip.until) grip.lost.abort(new LeaseLost(`The lease of row ${row.id} ran out.`));
        grip.lost.signal.throwIfAborted();
      };
      const inHand: HeldRow = { ...row, outside: { begun: false }, signal: grip.lost.signal, mustBeOurs };
      held.set(inHand, grip);
      return inHand;
    },
    drop: (row) => void held.delete(row),
    renew: async (tx) => {
      if (held.size === 0) return;
      const asked = now();
      const wanted = [...held].filter(([, { since }]) => asked - since < HELD_AT_MOST_MS).map(([row]) => row);
      const renewed = new Set(wanted.length === 0 ? [] : await renewLeases(tx, wanted).catch(() => []));
      for (const [row, grip] of held) {
        if (renewed.has(row.id)) grip.until = asked + LEASE_MS;
        else if (now() >= grip.until) grip.lost.abort(new LeaseLost(`The lease of row ${row.id} was not renewed.`));
      }
    },
    lastTaken: () => lastTaken,
    finish: async () => {
      finishing = true;
      while (running.size > 0) await Promise.all(running);
    },
    finishing: () => finishing,
  };
}
