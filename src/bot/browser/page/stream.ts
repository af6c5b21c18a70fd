import type { MessageView, StreamEvent } from '#bot/browser/api.ts';

export interface StreamHandlers {
  readonly message: (message: MessageView) => void;
  readonly read: (mark: { readonly room: string; readonly unread: number }) => void;
  readonly ready: () => void;
  readonly down: () => void;
}

/** Keeps one live connection open for a person until the function it returns is called. */
export function openStream(email: string, on: StreamHandlers): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wait = 1_000;

  function connect(): void {
    source = new EventSource(`/api/stream?as=${encodeURIComponent(email)}`);
    const hear = (event: StreamEvent, then: (data: string) => void) => source.addEventListener(event, (heard) => then((heard as MessageEvent<string>).data));
    hear('ready', () => {
      wait = 1_000;
      on.ready();
    });
    hear('message', (data) => on.message(JSON.parse(data) as MessageView));
    hear('read', (data) => on.read(JSON.parse(data) as { room: string; unread: number }));
    source.addEventListener('error', () => {
      on.down();
      // The browser itself reconnects after a cut, but gives up for good after an error status.
      if (source.readyState !== EventSource.CLOSED) return;
      retry = setTimeout(connect, wait);
      wait = Math.min(wait * 2, 10_000);
    });
  }

  connect();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}
