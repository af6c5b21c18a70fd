/** What a call is to the fake. */
export type Operation = 'post' | 'update' | 'delete' | 'create' | 'member' | 'members' | 'team' | 'attachment' | 'file' | 'upload' | 'metadata' | 'keys';

/** What shall go wrong, and where. */
export interface FaultSpec {
  readonly operation: Operation;
  /** Only for this conversation. */
  readonly conversation?: string;
  /** How often; once when it is not said. */
  readonly times?: number;
  readonly status?: 302 | 400 | 401 | 403 | 404 | 412 | 413 | 429 | 500 | 502 | 503 | 504;
  /** The connector's own word for it; without one the answer is a page of whoever stands before it. */
  readonly code?: string;
  /** In seconds, for 429. */
  readonly retryAfter?: number;
  /** Never answers. */
  readonly hang?: boolean;
  /** Does what it is asked to and then cuts the connection. */
  readonly dropAnswer?: boolean;
  /** Cuts the connection before anything is done. */
  readonly cut?: boolean;
}

export interface Faults {
  /** `hits` says how often it has struck. */
  readonly add: (spec: FaultSpec) => { readonly hits: () => number; readonly end: () => void };
  /** The fault that strikes this call, which counts as a hit. */
  readonly strike: (operation: Operation, conversation: string | undefined) => FaultSpec | undefined;
}

export function createFaults(): Faults {
  const active: { readonly spec: FaultSpec; left: number; hits: number }[] = [];
  return {
    add: (spec) => {
      const entry = { spec, left: spec.times ?? 1, hits: 0 };
      active.push(entry);
      return { hits: () => entry.hits, end: () => void (entry.left = 0) };
    },
    strike: (operation, conversation) => {
      const entry = active.find(
        ({ spec, left }) => left > 0 && spec.operation === operation && (spec.conversation === undefined || spec.conversation === conversation),
      );
      if (!entry) return undefined;
      entry.left -= 1;
      entry.hits += 1;
      return entry.spec;
    },
  };
}
