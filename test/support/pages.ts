/** Lists in pages: a list is made up once, and further pages are of that one. */
export function createPages() {
  const lists: (readonly object[])[] = [];
  return {
    /** @param cursor of an earlier page, which says from where to go on; undefined for the first */
    page: (cursor: string | null, list: () => readonly object[], size: number) => {
      const [at = lists.push(list()) - 1, from = 0] = cursor?.split('.').map(Number) ?? [];
      const all = lists[at] ?? [];
      return { items: all.slice(from, from + size), next: from + size < all.length ? `${at}.${from + size}` : undefined };
    },
  };
}
