import { appendFileSync } from 'node:fs';
import { inject } from 'vitest';
import { FEATURES, type Feature, type FeatureId, type Platform } from './features.ts';

/** What one test showed. */
export interface Proof {
  readonly platform: Platform;
  readonly feature: FeatureId;
}

/**
 * Says at the end of a test that what it asserted is these features of that platform; `docs/platforms.md` is made of it.
 * A mark in a test that fails after it counts for nothing: a run in which one of these files fails is not compared.
 * @throws Error when the list of features says that the platform cannot do it
 */
export function proves(platform: Platform, ...features: readonly FeatureId[]): void {
  for (const feature of features) {
    const listed: Feature | undefined = FEATURES.find(({ id }) => id === feature);
    const why = listed?.not?.[platform];
    if (why !== undefined) throw new Error(`The list of features says that ${platform} cannot do “${feature}”: ${why}.`);
    appendFileSync(inject('parity'), `${JSON.stringify({ platform, feature } satisfies Proof)}\n`);
  }
}
