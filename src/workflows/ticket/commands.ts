import { DeskError, refuse } from '#core/errors.ts';
import type { FormValues } from '#core/form.ts';
import { RESOLUTION_CODES, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { recordAudit } from '#store/audit.ts';
import type { Tx } from '#store/database.ts';
import { listPeople } from '#store/people.ts';
import { pickFirst, splitCode, type Command, type CommandName } from './command-words.ts';
import { offerArticle } from './answer-from.ts';
import { escalate, otherTeams } from './escalate.ts';
import { claim, handBack, resolve } from './handle.ts';
import { colleaguesFor, handOver } from './hand-over.ts';
import { kindsOffered, setKind } from './kind.ts';
import { link, unlink } from './link.ts';
import { merge } from './merge.ts';
import { setPriority } from './priority.ts';
import { TICKET } from './record.ts';
import { raise } from './report.ts';
import { askRequester } from './talk.ts';
import { tellEverybody } from './tell.ts';
import { startWatching, stopWatching } from './watching.ts';

export const HELP = [
  'In this thread, plain words go to the requester. Words that stay in your team begin with “note:”. You can also write:',
  '!claim · !p1 to !p4 · !kind hardware · !ask Since when? · !resolve fixed It was the cable · !note They are on holiday',
  '!hand over Priya · !hand back · !merge T-1040 · !link T-1040 · !unlink T-1040 · !escalate Network The switch is down · !article',
  '!status We know the cause · !watch · !stop watching · !raise Tom Becker: His screen stays black',
].join('\n');

export type ActingCommand = Exclude<CommandName, 'note' | 'help'>;

interface Doing {
  readonly action: string;
  run(context: Context<Tx>, input: ActionInput): Promise<void>;
  /** What a form would have asked for. @throws DeskError `invalid` that says how to write it */
  values?(context: Context<Tx>, ticket: Ticket, rest: string): FormValues | Promise<FormValues>;
}

const DOING: Readonly<Record<ActingCommand, Doing>> = {
  claim: { action: 'claim', run: claim },
  'hand back': { action: 'hand_back', run: handBack },
  priority: { action: 'set_priority', run: setPriority, values: (_, __, priority) => ({ priority }) },
  kind: {
    action: 'set_kind',
    run: setKind,
    values: async ({ tx }, _, rest) => {
      const kinds = await kindsOffered(tx);
      const found =
        pickFirst(
          kinds.map(({ value }) => ({ value, label: value })),
          rest,
        ) ?? unclear(`Say which: !kind hardware. It can be: ${kinds.map(({ value }) => value).join(', ')}.`);
      return { kind: found.value };
    },
  },
  ask: { action: 'ask', run: askRequester, values: (_, __, text) => ({ text: words(text, '!ask Since when?') }) },
  status: { action: 'tell', run: tellEverybody, values: (_, __, text) => ({ text: words(text, '!status We know the cause') }) },
  watch: { action: 'watch', run: startWatching },
  'stop watching': { action: 'unwatch', run: stopWatching },
  raise: { action: 'raise', run: raise, values: async ({ tx }, _, rest) => await raisedIn(tx, rest) },
  article: { action: 'article', run: offerArticle },
  merge: { action: 'merge', run: merge, values: (_, __, into) => ({ into: words(into, '!merge T-1040') }) },
  link: { action: 'link', run: link, values: (_, __, other) => ({ other: words(other, '!link T-1040') }) },
  unlink: { action: 'unlink', run: unlink, values: (_, __, other) => ({ other: words(other, '!unlink T-1040') }) },
  resolve: {
    action: 'resolve',
    run: resolve,
    values: (_, __, rest) => {
      const found =
        splitCode(rest) ?? unclear(`Say how it ended, and then what was done: !resolve fixed It was the cable. It can be: ${RESOLUTION_CODES.join(', ')}.`);
      return { code: found.code, summary: words(found.summary, '!resolve fixed It was the cable') };
    },
  },
  'hand over': {
    action: 'hand_over',
    run: handOver,
    values: async ({ tx }, ticket, rest) => {
      const colleagues = (await colleaguesFor(tx, ticket)).map(({ id, name }) => ({ value: String(id), label: name }));
      const found = pickFirst(colleagues, rest) ?? unclear(`Say to whom: !hand over Priya. It can be: ${colleagues.map(({ label }) => label).join(', ')}.`);
      return { to: found.value, word: found.rest };
    },
  },
  escalate: {
    action: 'escalate',
    run: escalate,
    values: async ({ tx }, ticket, rest) => {
      const teams = await otherTeams(tx, ticket);
      const named = teams.flatMap(({ id, key, name }) => [name, key].map((label) => ({ value: String(id), label })));
      const found =
        pickFirst(named, rest) ??
        unclear(`Say to which team, and why: !escalate Network The switch is down. It can be: ${teams.map(({ name }) => name).join(', ')}.`);
      return { team: found.value, reason: words(found.rest, '!escalate Network The switch is down') };
    },
  },
};

/** Does what a button would do. The desk has checked that the one who writes is of the ticket's team. */
export async function runCommand(context: Context<Tx>, ticket: Ticket, { name, rest }: Command & { readonly name: ActingCommand }): Promise<void> {
  const { action, run, values } = DOING[name];
  const subject = String(ticket.id);
  if (name === 'hand back' && ticket.assigneeId !== context.actor.person.id) refuse('Only the person who has taken this can do it.');
  await run(context, { subject, value: '', values: (await values?.(context, ticket, rest)) ?? {} });
  const { where, requestId, actor } = context;
  const account = where ? `${where.address.platform}/${where.address.workspace}/${where.user}` : 'desk';
  await recordAudit(context.tx, { personId: actor.person.id, actor: account, action: `${TICKET}.${action}`, subject, outcome: 'done', requestId });
}

/** For whom and what: a name as far as somebody is called so, then the words. */
async function raisedIn(tx: Tx, rest: string): Promise<FormValues> {
  const people = (await listPeople(tx)).flatMap(({ name, email }) => [name, email].map((label) => ({ value: email, label })));
  const found =
    pickFirst(people, rest) ??
    unclear('Say for whom, and then what is wrong: !raise Tom Becker: His screen stays black. If two have that name, write it in full, or the email address.');
  return { whom: found.value, summary: words(found.rest, '!raise Tom Becker: His screen stays black') };
}

function words(text: string, example: string): string {
  return text === '' ? unclear(`Something is missing. Write it like this: ${example}`) : text;
}

function unclear(userMessage: string): never {
  throw new DeskError('invalid', { userMessage: `${userMessage} Nothing was sent.` });
}
