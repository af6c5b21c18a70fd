import type { Button } from '#core/card.ts';
import { OUT_OF_SCOPE } from '#core/intent.ts';
import { defineWorkflow, type Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';

/** What is said around requests: greetings, thanks, and what the desk cannot help with. */
export const smalltalk = defineWorkflow<Tx>({
  name: 'smalltalk',
  intents: {
    greeting: {
      label: 'Just say hello',
      aside: true,
      open: true,
      run: async (context) => await welcome(context, `Hello ${firstName(context)}! What can I do for you?`),
    },
    thanks: { label: 'Say thank you', aside: true, open: true, run: async (context) => await say(context, 'You are welcome!') },
    [OUT_OF_SCOPE]: {
      label: 'Something else',
      open: true,
      run: async (context) => await welcome(context, 'I can only help with IT matters. Is something wrong with a device, a program or an account?'),
    },
  },
  actions: {},
  timers: {},
  relation: async () => await Promise.resolve(undefined),
});

async function say(context: Context<Tx>, text: string): Promise<void> {
  context.say({ to: 'here' }, { text });
  await Promise.resolve();
}

async function welcome(context: Context<Tx>, title: string): Promise<void> {
  context.say(
    { to: 'here' },
    { text: title, card: { title, tone: 'neutral', blocks: [{ kind: 'text', text: HINT, subtle: true }], buttons: offers(context) } },
  );
  await Promise.resolve();
}

function firstName({ actor }: Context<Tx>): string {
  return actor.person.name.split(' ')[0] ?? '';
}

const HINT = 'Just tell me in your own words, or press a button.';

// Named by action and intent, not by import: a workflow never knows another's code.
function offers({ requestId }: Context<Tx>): Button[] {
  const meant = { action: 'desk.mean', subject: requestId };
  return [
    { action: 'ticket.report', label: 'Report a problem', style: 'primary', opensForm: true },
    { ...meant, value: 'ticket.status', label: 'My open requests' },
    { ...meant, value: 'human.handoff', label: 'Talk to a person' },
  ];
}
