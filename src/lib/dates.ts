/** `Thu 20 Nov, 14:05` in that IANA zone; the year only when it is not the year of `now`. */
export function formatInstant(at: Date, timeZone: string, now: Date): string {
  const year = sameYear(at, now, timeZone) ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat('en-GB', { ...FORMAT, ...year, timeZone }).format(at);
}

/** `2 h 5 min`, `45 min`, `3 h`, of milliseconds; less than a minute is `0 min`. Hours go on beyond a day: a day of work is none of 24. */
export function formatLength(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

function sameYear(a: Date, b: Date, timeZone: string): boolean {
  const format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' });
  return format.format(a) === format.format(b);
}

const FORMAT = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
