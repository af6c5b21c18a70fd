/** Files that are passed on with one message. */
export const MAX_FILES = 10;
/** In bytes: a file is held in memory while it is passed on. */
export const MAX_FILE_BYTES = 25_000_000;

/** Which files are taken, and which are too large or too many. */
export function sortFiles<F extends { readonly size: number }>(files: readonly F[]): { taken: F[]; tooLarge: F[]; tooMany: F[] } {
  const fit = files.filter(({ size }) => size <= MAX_FILE_BYTES);
  return { taken: fit.slice(0, MAX_FILES), tooLarge: files.filter(({ size }) => size > MAX_FILE_BYTES), tooMany: fit.slice(MAX_FILES) };
}
