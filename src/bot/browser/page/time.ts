/** Every time is written in the acting person's zone, never in the computer's. */
const formats = new Map<string, Intl.DateTimeFormat>();

export function clockTime(at: string, zone: string): string {
  return write(at, zone, { hour: '2-digit', minute: '2-digit' });
}

/** "Tuesday 4 March 2025 at 10:42:07 CET" */
export function fullTime(at: string, zone: string): string {
  return write(at, zone, { dateStyle: 'full', timeStyle: 'long' });
}

/** Sorts and compares: "2025-03-04". */
export function dayKey(at: string, zone: string): string {
  return write(at, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).split('/').toReversed().join('-');
}

export function dayName(at: string, zone: string, now: string = new Date().toISOString()): string {
  const [day, today] = [dayKey(at, zone), dayKey(now, zone)];
  if (day === today) return 'Today';
  if (Date.parse(today) - Date.parse(day) === 24 * 60 * 60 * 1000) return 'Yesterday';
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return write(at, zone, { weekday: 'long', day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}

/** "10:42" today, "4 Mar, 10:42" on any other day. */
export function shortTime(at: string, zone: string): string {
  if (dayName(at, zone) === 'Today') return clockTime(at, zone);
  return write(at, zone, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
}

function write(at: string, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = zone + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known.format(new Date(at));
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formats.set(key, format);
  return format.format(new Date(at));
}
