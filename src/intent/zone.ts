const formats = new Map<string, Intl.DateTimeFormat>();
const FORMATS_KEPT = 100;

/** Minutes that the clocks of an IANA zone are ahead of UTC at that instant; 0 for a zone that nobody knows. */
export function offsetOf(zone: string, at: Date): number {
  const name = formatOf(zone)
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign, hours = 0, minutes = 0] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The offset as ISO 8601 writes it. */
export function isoOffset(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

/** The day of an instant whose UTC fields are those of a wall clock. */
export function isoDay(wall: Date): string {
  return wall.toISOString().slice(0, 10);
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  if (formats.size >= FORMATS_KEPT) formats.clear();
  const format = createFormat(zone);
  formats.set(zone, format);
  return format;
}

function createFormat(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    return new Intl.DateTimeFormat('en', { timeZone: 'UTC', timeZoneName: 'longOffset' });
  }
}
