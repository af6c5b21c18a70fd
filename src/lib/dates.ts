/** `Thu 20 Nov, 14:05` in that IANA zone; the year only when it is not the year of `now`. */
export function formatInstant(at: Date, timeZone: string, now: Date): string {
  const year = sameYear(at, now, timeZone) ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat('en-GB', { ...FORMAT, ...year, timeZone }).format(at);
}

function sameYear(a: Date, b: Date, timeZone: string): boolean {
  const format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' });
  return format.format(a) === format.format(b);
}

const FORMAT = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
