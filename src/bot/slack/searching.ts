import { DeskError } from '#core/errors.ts';
import type { ChoiceField, Form } from '#core/form.ts';
import { PLATFORM, visit, type Inward } from './arrival.ts';
import { readMetadata } from './modal.ts';

interface SlackSearch {
  readonly user: { readonly id: string };
  readonly block_id: string;
  readonly value: string;
  readonly view?: { readonly private_metadata: string } | undefined;
}

/** What somebody looks for in a long list of a form: the list, if they may see it, and their words. */
export async function takeSearch(
  deps: Inward,
  workspaceId: string | undefined,
  { user, block_id: name, value, view }: SlackSearch,
): Promise<[ChoiceField, string]> {
  const visitor = await visit(deps, workspaceId, user.id);
  const ref = readMetadata(view?.private_metadata ?? '')?.ref;
  const sender = { user: visitor.user, address: { platform: PLATFORM, workspace: visitor.workspace.id } };
  const form = ref && (await formFor(deps, sender, ref));
  const field = form?.fields.find((candidate) => candidate.name === name);
  return [field?.kind === 'choice' ? field : NOTHING, value];
}

/** Whoever may do nothing here finds nothing; why, they were told when they opened it. */
async function formFor({ desk }: Inward, ...asked: Parameters<Inward['desk']['form']>): Promise<Form | undefined> {
  try {
    return await desk.form(...asked);
  } catch (error) {
    if (error instanceof DeskError) return undefined;
    throw error;
  }
}

const NOTHING: ChoiceField = { kind: 'choice', name: 'nothing', label: '', question: '', required: false, options: [] };
