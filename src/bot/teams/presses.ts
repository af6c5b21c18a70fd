import { z } from 'zod';
import type { Receipt } from '#core/front-end.ts';
import type { TeamsActivity, TurnAnswer } from './activity.ts';
import { beginning, type Inward, type Visitor } from './arrival.ts';
import { readRef } from './button-ref.ts';
import { newToken } from '#lib/ids.ts';
import { placeOf, TAKEN, tell, visit, wordsOf } from './visiting.ts';

const pressed = z.looseObject({ action: z.looseObject({ data: z.unknown().optional() }) });
const UNKNOWN = { action: '' };
const FILL_IN = 'Something has to be filled in for that. I have sent you a card that opens the form.';

/** A button (`Action.Execute`). The answer is a line that only whoever pressed it sees; what comes of it is seen by all, in the card itself. */
export async function takePress(deps: Inward, tenant: string, activity: TeamsActivity): Promise<TurnAnswer> {
  const { visitor, receipt } = await receivePress(deps, tenant, activity, pressed.safeParse(activity.value).data?.action.data);
  return shown(receipt.kind === 'form' ? await offerForm(deps, visitor, receipt) : (wordsOf(receipt) ?? TAKEN));
}

/** A button as clients send it that know no better: a message with data in place of words. */
export async function takeSubmittedButton(deps: Inward, tenant: string, activity: TeamsActivity): Promise<TurnAnswer> {
  const { visitor, receipt } = await receivePress(deps, tenant, activity, activity.value);
  const words = wordsOf(receipt);
  if (receipt.kind === 'form') await offerForm(deps, visitor, receipt);
  else if (words !== undefined) await tell(deps, visitor, { text: words });
  return { status: 200 };
}

async function receivePress(deps: Inward, tenant: string, activity: TeamsActivity, data: unknown): Promise<{ visitor: Visitor; receipt: Receipt }> {
  const visitor = await visit(deps, tenant, activity);
  const base = beginning(deps, visitor, placeOf(activity), `action/${activity.id ?? newToken()}`, activity);
  return { visitor, receipt: await deps.desk.receive({ ...base, type: 'action', ...(readRef(data) ?? UNKNOWN) }) };
}

/** A dialog opens only from a button that is made for it: where another way led to a form, such a button is sent. Returns what to say of it. */
export async function offerForm(deps: Inward, visitor: Visitor, { form, ref }: Extract<Receipt, { kind: 'form' }>): Promise<string> {
  const { title } = form;
  await tell(deps, visitor, {
    text: title,
    card: { title, tone: 'neutral', blocks: [], buttons: [{ ...ref, label: OPEN, style: 'primary', opensForm: true }] },
  });
  return FILL_IN;
}

const OPEN = 'Open the form';

/** Shown under the card, to whoever pressed it; the card stays as it is. */
function shown(value: string): TurnAnswer {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value } };
}
