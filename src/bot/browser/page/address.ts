import { useEffect, useState } from 'preact/hooks';

/** Who acts and what is open, kept in the URL so that each tab can be somebody else and be bookmarked. */
export interface Address {
  readonly as?: string | undefined;
  readonly room?: string | undefined;
  readonly thread?: number | undefined;
}

function parseAddress(hash: string): Address {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const thread = Number(given.get('thread') ?? '');
  return {
    as: given.get('as') ?? undefined,
    room: given.get('room') ?? undefined,
    thread: Number.isSafeInteger(thread) && thread > 0 ? thread : undefined,
  };
}

export function formatAddress(address: Address): string {
  const parts = [];
  if (address.as !== undefined) parts.push(`as=${plain(address.as)}`);
  if (address.room !== undefined) parts.push(`room=${plain(address.room)}`);
  if (address.thread !== undefined) parts.push(`thread=${address.thread}`);
  return `#${parts.join('&')}`;
}

/** `replace` leaves no step in the browser's history. */
export function go(address: Address, how: 'push' | 'replace' = 'push'): void {
  const url = formatAddress(address);
  if (url === location.hash) return;
  if (how === 'push') location.hash = url;
  else {
    history.replaceState(null, '', url);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

export function useAddress(): Address {
  const [address, setAddress] = useState(() => parseAddress(location.hash));
  useEffect(() => {
    const follow = () => setAddress(parseAddress(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return address;
}

function plain(text: string): string {
  return encodeURIComponent(text).replaceAll('%40', '@');
}
