import type { Effect } from '#test/outside/wire.ts';

/** One effect that a delivery is meant to have: exactly one of this kind, there, with this token in its text. */
export interface Expected {
  readonly kind: Effect['kind'];
  readonly where: string;
  readonly token: string;
}

/** What somebody did, and what should come of it. */
export interface Intended {
  readonly key: string;
  readonly room: string;
  readonly effects: readonly Expected[];
  /** When it was acknowledged, counted in acknowledgements; undefined: it never was. */
  readonly acknowledged?: number | undefined;
  /** Sent only after the one before it in its room was acknowledged. */
  readonly ordered?: boolean;
}

/** A row that was given up, by the key of the delivery it came from. */
export interface Dead {
  readonly key: string;
  readonly kind: string;
}

export interface Verdict {
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  readonly inversions: readonly string[];
  /** Not done, and somebody knows: the person was told, or the row waits for a person. */
  readonly givenUp: readonly string[];
}

/** What a person reads when their event was given up. */
export const SORRY = 'Something went wrong on our side';

/** Compares what was acknowledged with what happened outside. Pure. */
export function check(intended: readonly Intended[], effects: readonly Effect[], dead: readonly Dead[]): Verdict {
  const lost: string[] = [];
  const givenUp: string[] = [];
  const duplicated = repeatedKeys(effects);
  const deadKeys = new Map(dead.map(({ key, kind }) => [key, kind]));
  for (const one of intended) {
    for (const expected of one.effects) {
      const times = effects.filter((effect) => fits(effect, expected)).length;
      if (times > 1) duplicated.push(`${describe(one, expected)}: ${times} times`);
      if (times > 0 || one.acknowledged === undefined) continue;
      const known = deadKeys.get(one.key);
      const told = known !== undefined && (known !== 'event' || effects.some(({ where, text }) => where === one.room && text.includes(SORRY)));
      (told ? givenUp : lost).push(describe(one, expected));
    }
  }
  return { lost, duplicated, inversions: inversionsIn(intended, effects), givenUp };
}

function describe({ key }: Intended, { kind, where, token }: Expected): string {
  return `${kind} in ${where} with “${token}” (${key})`;
}

function fits(effect: Effect, { kind, where, token }: Expected): boolean {
  return effect.kind === kind && effect.where === where && effect.text.includes(token);
}

/** A key names one effect; changing a message to the same words again is none. */
function repeatedKeys(effects: readonly Effect[]): string[] {
  const times = new Map<string, number>();
  for (const { kind, key } of effects) if (kind !== 'change') times.set(key, (times.get(key) ?? 0) + 1);
  return [...times].flatMap(([key, count]) => (count > 1 ? [`the effect ${key}: ${count} times`] : []));
}

function inversionsIn(intended: readonly Intended[], effects: readonly Effect[]): string[] {
  const found: string[] = [];
  const latest = new Map<string, number>();
  const ordered = intended.filter((one) => one.ordered === true && one.acknowledged !== undefined);
  for (const one of ordered.toSorted((a, b) => (a.acknowledged ?? 0) - (b.acknowledged ?? 0))) {
    const [first] = one.effects;
    const at = first === undefined ? -1 : effects.findIndex((effect) => fits(effect, first));
    if (at < 0) continue;
    if (at < (latest.get(one.room) ?? -1)) found.push(`${one.key} in ${one.room} came before what was said before it`);
    latest.set(one.room, Math.max(at, latest.get(one.room) ?? -1));
  }
  return found;
}
