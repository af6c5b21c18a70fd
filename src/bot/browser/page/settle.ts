import type { Api } from './api-client.ts';

const step = 500;
const limit = 240;

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Resolves once all that followed from a request is done, or nobody wants to know any more. */
export async function whenSettled(api: Api, requestId: string, isWanted: () => boolean, onPending?: () => void): Promise<void> {
  for (let turn = 0; turn < limit && isWanted(); turn += 1) {
    const answer = await api.request(requestId);
    if (answer.ok ? answer.value.settled : answer.status >= 400) return;
    onPending?.();
    await pause(step);
  }
}
