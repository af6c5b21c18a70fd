import type { Json } from './state.ts';

/** What Slack answers instead of a result: `{ ok: false, error }`. */
export class Refusal extends Error {
  readonly code: string;
  readonly more: Json;

  constructor(code: string, more: Json = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}

/** A refusal that lists what is wrong, as Slack does for arguments, blocks and views. */
export function refusalOf(code: string, problems: readonly string[]): Refusal {
  return new Refusal(code, { errors: problems, response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) } });
}
