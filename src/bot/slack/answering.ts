import type { Receipt } from '#core/front-end.ts';
import type { Place } from '../arriving.ts';
import { tell, type Inward, type Visitor } from './arrival.ts';
import { asOutside, slackError } from './client.ts';
import { toModal, toNotice, type ModalMeta } from './modal.ts';

/** How something was pressed: what Slack lets us open, and where. */
export interface Pressed {
  /** Opens one form or notice, within three seconds. */
  readonly trigger: string;
  readonly place: Place;
  /** On the person's own page there is no room in which a word could be said. */
  readonly onPage?: boolean;
  readonly about?: ModalMeta['about'] | undefined;
}

/** What a person sees at once of what they pressed. */
export async function answer(deps: Inward, visitor: Visitor, pressed: Pressed, receipt: Receipt): Promise<void> {
  switch (receipt.kind) {
    case 'accepted':
    case 'duplicate':
      return;
    case 'form': {
      const { room, thread, direct } = pressed.place;
      const meta: ModalMeta = { room, direct, ...(thread === undefined ? {} : { thread }), ...(pressed.about === undefined ? {} : { about: pressed.about }) };
      return await open(deps, visitor, pressed, toModal(receipt.form, { ref: receipt.ref, values: receipt.values, meta }));
    }
    case 'refused':
    case 'limited':
      return await say(deps, visitor, pressed, receipt.text);
    case 'invalid':
      return await say(deps, visitor, pressed, Object.values(receipt.errors).join(' '));
  }
}

async function say(deps: Inward, visitor: Visitor, pressed: Pressed, text: string): Promise<void> {
  if (pressed.onPage) return await open(deps, visitor, pressed, toNotice('Deskside', text));
  await tell(deps, visitor, pressed.place, text);
}

/** Slack's words for what was pressed too long ago, or has opened something already. */
const LATE = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']);

async function open(deps: Inward, visitor: Visitor, { trigger, place }: Pressed, view: ReturnType<typeof toModal>): Promise<void> {
  try {
    await visitor.workspace.client.views.open({ trigger_id: trigger, view });
  } catch (error) {
    const late = LATE.has(slackError(error) ?? '');
    if (!late) throw asOutside('views.open', error);
    await tell(deps, visitor, place, 'That took me too long, so Slack did not let me open the form. Please press it once more.');
  }
}
