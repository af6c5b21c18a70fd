import { beginning, userIn, visit, type Inward, type Visitor } from './arrival.ts';
import { toNotice, readModal, type ModalMeta } from './modal.ts';
import type { ModalView } from '@slack/types';
import type { ChatEvent } from '#core/chat-event.ts';

/** What the desk reads of a submitted form; Slack sends more. */
export interface SlackSubmission {
  readonly user: { readonly id: string };
  readonly view: { readonly id: string; readonly hash?: string };
}

/** What Slack does with the form: closes it (undefined), marks fields, or shows something in its place. */
export type Outcome =
  | undefined
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: ModalView };

/** A filled form. */
export async function takeSubmission(deps: Inward, workspaceId: string | undefined, { user, view }: SlackSubmission): Promise<Outcome> {
  const visitor = await visit(deps, workspaceId, user.id);
  const read = readModal(view);
  if (!read) return notice('I do not know this form any more. Please open it again.');
  const { ref, meta, values } = read;
  const base = beginning(deps, visitor, meta, `form/${view.id}/${view.hash ?? ''}`);
  const about = await quotedIn(deps, visitor, meta);
  const event: ChatEvent = { ...base, ...ref, type: 'form', values, ...(about === undefined ? {} : { about }) };
  const receipt = await deps.desk.receive(event);
  switch (receipt.kind) {
    case 'accepted':
    case 'duplicate':
    case 'form':
      return undefined;
    case 'invalid':
      return { response_action: 'errors', errors: { ...receipt.errors } };
    case 'refused':
    case 'limited':
      return notice(receipt.text);
  }
}

/** The words came with the form; who wrote them first, and where, is asked of Slack again. */
async function quotedIn(deps: Inward, { workspace }: Visitor, { about }: ModalMeta) {
  if (!about) return undefined;
  const { id, email, stranger } = await userIn(deps, workspace, about.author);
  const { room, messageId, link, files = [] } = about;
  return { room, messageId, text: '', author: { id, email, stranger }, link, files: files.map((file) => ({ ...file, mediaType: '' })) };
}

function notice(text: string): Outcome {
  return { response_action: 'update', view: toNotice('Deskside', text) };
}
