import type { FormValues } from '#core/form.ts';
import type { Step } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';

type Outside = Pick<Step<Tx>, 'perform' | 'readBack'>;

/** What a step knows of the group that opens a license, and of whom it is opened to. */
export type Access = FormValues & { readonly group: string; readonly email: string };

/** In the directory: into the group. */
export const intoGroup: Outside = {
  perform: async ({ directory }, { values: { group = '', email = '' }, signal }) => {
    await directory.addMember(group, email, signal);
    return undefined;
  },
  readBack: async ({ directory }, { values: { group = '', email = '' }, signal }) => ((await directory.isMember(group, email, signal)) ? 'done' : 'not_done'),
};

/** In the directory: out of the group. */
export const outOfGroup: Outside = {
  perform: async ({ directory }, { values: { group = '', email = '' }, signal }) => {
    await directory.removeMember(group, email, signal);
    return undefined;
  },
  readBack: async ({ directory }, { values: { group = '', email = '' }, signal }) => ((await directory.isMember(group, email, signal)) ? 'not_done' : 'done'),
};
