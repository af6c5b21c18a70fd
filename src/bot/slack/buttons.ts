import type { Place } from '../arriving.ts';
import { beginning, isDirect, ownPlace, visit, type Inward, type Visitor } from './arrival.ts';
import { answer, type Pressed } from './answering.ts';
import { decodeRef } from './button-ref.ts';
import { publishSoon } from './page.ts';

/** What the desk reads of a press; Slack sends more. */
export interface SlackPress {
  readonly user: { readonly id: string };
  readonly trigger_id: string;
  readonly view?: { readonly type?: string } | undefined;
  readonly container?: { readonly channel_id?: string; readonly message_ts?: string; readonly thread_ts?: string } | undefined;
}

const UNKNOWN = { action: '' };

/** A button on a card, or on a person's own page. */
export async function takePress(deps: Inward, workspaceId: string | undefined, press: SlackPress, value: string): Promise<void> {
  const visitor = await visit(deps, workspaceId, press.user.id);
  const onPage = press.view?.type === 'home';
  const pressed: Pressed = { trigger: press.trigger_id, place: await placeOf(deps, visitor, press), onPage };
  const base = beginning(deps, visitor, pressed.place, `action/${press.trigger_id}`);
  const receipt = await deps.desk.receive({ ...base, type: 'action', ...(decodeRef(value) ?? UNKNOWN) });
  await answer(deps, visitor, pressed, receipt);
  // Slack is told at once that it was pressed; the page is drawn anew when that has been done.
  if (onPage && receipt.kind === 'accepted') void publishSoon(deps, visitor, receipt.requestId);
}

async function placeOf(deps: Inward, visitor: Visitor, { container }: SlackPress): Promise<Place> {
  const room = container?.channel_id;
  if (room === undefined) return await ownPlace(deps, visitor);
  return { room, direct: isDirect(room), thread: container?.thread_ts };
}
