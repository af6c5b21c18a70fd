/** What this tab remembers over a reload. A browser that forbids storage only costs the comfort. */
export function remember(name: string, value: string): void {
  try {
    if (value === '') sessionStorage.removeItem(`deskside:${name}`);
    else sessionStorage.setItem(`deskside:${name}`, value);
  } catch {
    // Full or forbidden.
  }
}

export function recall(name: string): string {
  try {
    return sessionStorage.getItem(`deskside:${name}`) ?? '';
  } catch {
    return '';
  }
}
