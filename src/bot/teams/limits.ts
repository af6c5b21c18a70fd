/** What Microsoft recommends for a message with all that belongs to it, in bytes of UTF-16; from about 100 KB on it is refused. */
const BYTES_MAX = 80 * 1024;

/** In bytes, as Teams counts: two for each code unit of the JSON. */
export function sizeOf(activity: object): number {
  return JSON.stringify(activity).length * 2;
}

export function fits(activity: object): boolean {
  return sizeOf(activity) <= BYTES_MAX;
}
