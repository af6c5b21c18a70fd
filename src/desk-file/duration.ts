const MINUTE = 60_000;

/** `4h 30m` of milliseconds. Days are not named: a working day is not the same everywhere. */
export function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / MINUTE);
  const parts = [[Math.floor(minutes / 60), 'h'] as const, [minutes % 60, 'm'] as const].filter(([count]) => count > 0);
  return parts.length === 0 ? '0m' : parts.map(([count, unit]) => `${count}${unit}`).join(' ');
}
