/** The word that this one is most likely a misspelling of; undefined when none is near. */
function nearest(word: string, words: readonly string[]): string | undefined {
  const wanted = word.toLowerCase().slice(0, LONGEST);
  const near = words
    .map((candidate) => ({ candidate, steps: distance(wanted, candidate.toLowerCase().slice(0, LONGEST)) }))
    .filter(({ candidate, steps }) => steps <= Math.floor(candidate.length / 3))
    .sort((a, b) => a.steps - b.steps);
  return near[0]?.candidate;
}

/** Nobody misspells a name longer than that, and comparing takes time. */
const LONGEST = 60;

/** ` Did you mean “calendar”?`, or nothing. */
export function suggestion(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  return near === undefined ? '' : ` Did you mean “${near}”?`;
}

/** Letters to add, drop, change or swap with their neighbor (optimal string alignment). */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const steps = [(last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1)];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps.push((beforeLast[j - 2] ?? 0) + 1);
      row.push(Math.min(...steps));
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
