/** Up to here numbers are written out; beyond, in short. */
const IN_FULL = 9999;
/** Beyond these no scale can be read. */
const LARGEST = 1e15;
const SMALLEST = 1e-9;

const full = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const finest = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** A number as short as it may stand beside a bar: `0.25`, `7.5`, `1,250`, `12.5K`. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (size > IN_FULL) return short.format(value);
  return (size >= 100 || Number.isInteger(value) ? full : size >= 1 ? fine : finest).format(value);
}

/** What can be drawn of a number; null leaves a gap. */
export function drawable(value: number | null | undefined): number | null {
  if (value === undefined || value === null || Number.isNaN(value)) return null;
  return Math.abs(value) < SMALLEST ? 0 : Math.max(-LARGEST, Math.min(LARGEST, value));
}
