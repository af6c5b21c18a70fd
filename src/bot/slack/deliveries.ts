import { OutsideError } from '#core/errors.ts';
import type { Target } from '#core/front-end.ts';
import { calling } from './client.ts';
import type { Workspace } from './workspaces.ts';

/** Slack keeps this with a message, for us only to see; it stays when the message is replaced. */
const EVENT_TYPE = 'deskside_delivery';

export function marked(key: string) {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

interface Page {
  readonly messages?: readonly { readonly ts?: string; readonly metadata?: { readonly event_type?: string; readonly event_payload?: object } }[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

const PAGE = 200;
/** What was posted moments ago is among so many; further back nobody can say whether it was posted. */
const PAGES = 10;

/** The message posted under that key. @throws OutsideError, `lasting` when so much has been said since that it cannot be told */
export async function findDelivery({ client }: Workspace, { room, thread }: Target, key: string): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const from = { channel: room, limit: PAGE, include_all_metadata: true, ...(cursor === undefined ? {} : { cursor }) };
    const read: Page = await calling('reading back', async () =>
      thread === undefined ? await client.conversations.history(from) : await client.conversations.replies({ ...from, ts: thread }),
    );
    const found = read.messages?.find(({ metadata }) => metadata?.event_type === EVENT_TYPE && keyOf(metadata.event_payload) === key);
    if (found) return found.ts;
    cursor = read.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') return undefined;
  }
  throw new OutsideError('Too much has been said there since to tell whether it was posted.', { outcome: 'unknown', lasting: true });
}

function keyOf(payload: object | undefined): unknown {
  return payload !== undefined && 'key' in payload ? payload.key : undefined;
}
