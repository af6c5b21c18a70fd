import { FEATURES, PLATFORMS, type Feature, type Platform } from './features.ts';
import type { Proof } from './proves.ts';

const HEAD = ['| who | what | Slack | Teams | browser |', '| --- | --- | --- | --- | --- |'];
const TABLE = /<!-- parity -->[\s\S]*<!-- \/parity -->/;

/** The page with its table made anew of what was proven. Pure. @throws Error when the page has no place for it */
export function withTable(page: string, proofs: readonly Proof[], features: readonly Feature[] = FEATURES): string {
  if (!TABLE.test(page)) throw new Error('There is no place for the table: <!-- parity --> … <!-- /parity -->.');
  const lines = features.map(
    (feature) => `| ${feature.who} | ${feature.words} | ${PLATFORMS.map((platform) => cell(feature, platform, proofs)).join(' | ')} |`,
  );
  return page.replace(TABLE, () => ['<!-- parity -->', '', ...HEAD, ...lines, '', '<!-- /parity -->'].join('\n'));
}

function cell({ id, not }: Feature, platform: Platform, proofs: readonly Proof[]): string {
  const why = not?.[platform];
  if (why !== undefined) return `no: ${why}`;
  return proofs.some((proof) => proof.platform === platform && proof.feature === id) ? '**yes**' : 'not yet';
}

/** The lines in which a page and what it should be differ; empty when they are the same. Pure. */
export function differences(page: string, wanted: string): string[] {
  if (page === wanted) return [];
  const [before, after] = [page.split('\n'), wanted.split('\n')];
  const gone = before.filter((line) => !after.includes(line)).map((line) => `page: ${line}`);
  const born = after.filter((line) => !before.includes(line)).map((line) => `now:  ${line}`);
  return gone.length + born.length > 0 ? [...gone, ...born] : ['The lines are the same, but not in that order, or not as often.'];
}
