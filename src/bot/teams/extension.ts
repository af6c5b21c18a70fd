import { z } from 'zod';
import { OutsideError } from '#core/errors.ts';
import type { TeamsActivity, TurnAnswer } from './activity.ts';
import type { Place } from '../arriving.ts';
import type { Inward, Visitor } from './arrival.ts';
import { openDialog, sendDialog, shown } from './dialogs.ts';
import { quote } from './quoting.ts';
import { visitPrivately } from './visiting.ts';

const started = z.looseObject({ commandId: z.string(), messagePayload: z.unknown().optional() });
const NOT_A_PERSON = 'I can only make a ticket of what a person wrote.';
const NO_APP = 'I can only work for you when my app is added for you in Teams: look for me under Apps, press Add, and try it again.';

/** «Create ticket» on a message, or where one is written: the form, with the message's words in it. */
export async function takeExtensionFetch(deps: Inward, tenant: string, activity: TeamsActivity): Promise<TurnAnswer> {
  const entrance = deps.desk.entrances.find(({ quotes }) => quotes === 'form');
  const { data } = started.safeParse(activity.value);
  if (!entrance || !data) return { status: 400 };
  return await alone(deps, tenant, activity, async (visitor, place) => {
    const hasMessage = data.messagePayload !== undefined && data.messagePayload !== null;
    const about = hasMessage ? await quote(deps, visitor, activity, data.messagePayload) : undefined;
    if (hasMessage && !about) return shown({ type: 'message', value: NOT_A_PERSON });
    return await openDialog(deps, visitor, { place, ref: { action: entrance.action }, activity, about });
  });
}

/** That form was sent. What comes of it is in the chat with Deskside. */
export async function takeExtensionSubmit(deps: Inward, tenant: string, activity: TeamsActivity): Promise<TurnAnswer> {
  return await alone(deps, tenant, activity, async (visitor, place) => await sendDialog(deps, visitor, place, activity));
}

async function alone(deps: Inward, tenant: string, activity: TeamsActivity, act: (visitor: Visitor, place: Place) => Promise<TurnAnswer>): Promise<TurnAnswer> {
  const own = await visitPrivately(deps, tenant, activity).catch((error: unknown) => {
    // Teams opens no chat with them, however often it is asked.
    if (error instanceof OutsideError && error.lasting) return undefined;
    throw error;
  });
  return own ? await act(own.visitor, own.place) : shown({ type: 'message', value: NO_APP });
}
