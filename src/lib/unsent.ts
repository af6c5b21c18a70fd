/**
 * Whether a request that failed never reached anybody: then nothing happened there, for sure. Told by codes, because
 * libraries wrap what the system said in errors of their own.
 */
export function wasNeverSent(error: unknown): boolean {
  return causes(error).some(({ code }) => code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN');
}

/** An error and what is behind it. */
function causes(error: unknown): { code?: unknown }[] {
  const chain: { code?: unknown }[] = [];
  for (let at = error; at instanceof Error && chain.length < 5; at = 'original' in at ? at.original : at.cause) {
    chain.push(at as { code?: unknown });
    if (at.cause instanceof AggregateError) chain.push(...(at.cause.errors as { code?: unknown }[]));
  }
  return chain;
}
