import type { Measured } from '#store/kpis/index.ts';
import { IN_MINUTES, type Figures, type Kpi, type Unit } from '#store/kpis/kpi.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** “82 %”, “3 h 20 min” */
export function amount(value: number, unit: Unit): string {
  switch (unit) {
    case 'minutes':
      return duration(value);
    case 'percent':
      return `${Math.round(value)} %`;
    case 'tickets':
      return `${signed(value)} ${Math.abs(value) === 1 ? 'ticket' : 'tickets'}`;
    case 'stars':
      return `${short(value)} stars`;
    case 'working days':
    case 'days':
    case 'times':
      return `${short(value)} ${short(value) === '1' ? unit.slice(0, -1) : unit}`;
  }
}

/** With the sign that a screen reader says. */
function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value).replace('-', '−');
}

function duration(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < HOUR) return `${whole} min`;
  if (whole < 2 * DAY) return parts(whole, HOUR, 'h', 1, 'min');
  return parts(whole, DAY, 'd', HOUR, 'h');
}

function parts(minutes: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((minutes % large) / small);
  return `${Math.floor(minutes / large)} ${largeName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`;
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The value, what stands beside it, and how it was the time before. @param most of the parts it is made of; what is left out is marked */
export function figureWords({ kpi, figures }: Measured, before: Figures | undefined, most = Infinity): string {
  const { n, value } = figures;
  if (value === null) return `nothing to measure (n ${n})`;
  const made = partWords(kpi, figures);
  const beside = [...spreadWords(kpi, figures), `n ${n}`, ...made.slice(0, most), ...(made.length > most ? ['…'] : [])].join(' · ');
  return [`${amount(value, kpi.unit)} (${beside})`, ...changeWords(kpi, value, before?.value ?? null)].join(' ');
}

function spreadWords({ unit, spread }: Kpi, { median, p90 }: Figures): string[] {
  if (median === null || p90 === null) return [];
  const isStars = spread === 'the stars given';
  const as: Unit = isStars ? 'stars' : unit;
  const of = spread === undefined || isStars ? '' : ` ${spread}`;
  return [`median ${amount(median, as)}${of}`, `90 % within ${amount(p90, as)}`];
}

/** Parts that are zero say nothing. */
function partWords({ parts, unit }: Kpi, { parts: found }: Figures): string[] {
  return Object.entries(parts).flatMap(([name, words]) => {
    const value = found[name] ?? 0;
    if (value === 0) return [];
    if (IN_MINUTES.has(name)) return [`${words} ${duration(value)}`];
    return [name === 'oldest' ? `${words} ${amount(value, unit)}` : `${value} ${words}`];
  });
}

/** An arrow, and the same in words: how far it moved, and whether that is good. */
function changeWords({ unit, better }: Kpi, value: number, before: number | null): string[] {
  if (before === null) return [];
  const moved = value - before;
  const far = distance(Math.abs(moved), Math.abs(before), unit);
  if (far === undefined) return ['→ as before'];
  const verdict = moved > 0 === (better === 'higher') ? 'better' : 'worse';
  return [`${moved > 0 ? '↑ up' : '↓ down'} ${far}, ${verdict}`];
}

/** Percent move by points, times by percent, all else by itself; undefined when nobody would see it. */
function distance(moved: number, before: number, unit: Unit): string | undefined {
  if (unit === 'percent') return moved < 0.5 ? undefined : `${Math.round(moved)} ${Math.round(moved) === 1 ? 'point' : 'points'}`;
  if (unit !== 'minutes') return moved < 0.05 ? undefined : `by ${short(moved)}`;
  if (moved < 0.5) return undefined;
  return before === 0 ? duration(moved) : `${Math.max(1, Math.round((100 * moved) / before))} %`;
}
