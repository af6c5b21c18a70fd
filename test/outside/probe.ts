import { defineWorkflow, type Workflow } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { call, type Effect } from './wire.ts';

/** A workflow with nothing but effects, so that what was asked for can be compared with what happened. Values are tokens. */
export function createProbe(base: string): Workflow<Tx> {
  const perform = async (effect: Effect, signal: AbortSignal) => (await call<{ id: string }>(base, 'POST', '/effects', effect, signal)).id;
  return defineWorkflow<Tx>({
    name: 'probe',
    intents: {},
    timers: {
      ring: async (context, subject) => {
        const [personId = '', token = ''] = subject.split('/');
        await Promise.resolve(context.say({ to: 'person', personId: Number(personId) }, { text: `rang ${token}` }));
      },
    },
    relation: async () => await Promise.resolve(undefined),
    actions: {
      /** Says the token back. */
      echo: { who: ['anyone'], run: async (context, { value }) => await Promise.resolve(context.say({ to: 'here' }, { text: `echo ${value}` })) },
      /** Puts somebody into a group of the directory, and says so. */
      join: {
        who: ['anyone'],
        run: async (context, { value }) => await Promise.resolve(context.run('probe.join', `${context.actor.person.id}/${value}`, {})),
      },
      /** Sends a mail, of which nobody can tell later whether it was sent. */
      mail: {
        who: ['anyone'],
        run: async (context, { value }) => await Promise.resolve(context.run('probe.mail', value, { person: String(context.actor.person.id) })),
      },
      /** Kills the worker that does it. */
      poison: { who: ['anyone'], run: async () => void (await Promise.resolve(process.kill(process.pid, 'SIGKILL'))) },
      /** Lets a timer ring at once. */
      ring: {
        who: ['anyone'],
        run: async (context, { value }) => await Promise.resolve(context.later('probe.ring', `${context.actor.person.id}/${value}`, context.now)),
      },
    },
    steps: {
      join: {
        perform: async (_, { subject, key, signal }) => await perform({ kind: 'join', key, where: 'staff', text: subject }, signal),
        readBack: async (_, { subject, signal }) => {
          const { is } = await call<{ is: boolean }>(
            base,
            'GET',
            `/member?${new URLSearchParams({ where: 'staff', text: subject }).toString()}`,
            undefined,
            signal,
          );
          return is ? 'done' : 'not_done';
        },
        done: async (context, subject) => {
          const [personId = '', token = ''] = subject.split('/');
          await Promise.resolve(context.say({ to: 'person', personId: Number(personId) }, { text: `joined ${token}` }));
        },
        stuck: async () => await Promise.resolve(),
      },
      mail: {
        perform: async (_, { subject, key, signal }) => await perform({ kind: 'mail', key, where: 'post', text: subject }, signal),
        stuck: async () => await Promise.resolve(),
      },
    },
  });
}
