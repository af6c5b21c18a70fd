import type { Json } from './state.ts';

/** What shall go wrong, and where. */
export interface FaultSpec {
  /** Such as `chat.postMessage`; `response_url` for what is sent to one. */
  readonly method: string;
  /** Only for this channel, or this person's direct conversation. */
  readonly channel?: string;
  /** How often; once when it is not said. */
  readonly times?: number;
  readonly status?: 429 | 500 | 502 | 503;
  /** In seconds, for 429. */
  readonly retryAfter?: number;
  /** An error of the method, such as `internal_error`. */
  readonly error?: string;
  /** Never answers. */
  readonly hang?: boolean;
  /** Does what it is asked to and then cuts the connection. */
  readonly dropAnswer?: boolean;
}

export interface Fault extends FaultSpec {
  /** How often it has struck. */
  readonly hits: () => number;
  readonly end: () => void;
}

export interface Faults {
  readonly add: (spec: FaultSpec) => Fault;
  /** The fault that strikes this call, which counts as a hit. */
  readonly strike: (method: string, args: Json) => FaultSpec | undefined;
}

export function createFaults(): Faults {
  const active: { readonly spec: FaultSpec; left: number; hits: number }[] = [];
  return {
    add: (spec) => {
      const entry = { spec, left: spec.times ?? 1, hits: 0 };
      active.push(entry);
      return { ...spec, hits: () => entry.hits, end: () => void (entry.left = 0) };
    },
    strike: (method, args) => {
      const entry = active.find(({ spec, left }) => left > 0 && spec.method === method && (spec.channel === undefined || spec.channel === args['channel']));
      if (!entry) return undefined;
      entry.left -= 1;
      entry.hits += 1;
      return entry.spec;
    },
  };
}
