import { createSlackDesk, DEVICES } from './slack-desk.ts';
import { inSlack, type Person } from './slack-people.ts';
import type { Stage } from './stage.ts';

interface SlackStage {
  readonly stage: Stage<Person>;
  readonly desk: Awaited<ReturnType<typeof createSlackDesk>>;
  /** @throws Error with what Slack told people that went wrong */
  readonly stop: () => Promise<void>;
}

export async function createSlackStage(): Promise<SlackStage> {
  const desk = await createSlackDesk();
  const { maria, sam, priya, lee, say, press, fill } = inSlack(desk);
  const stage: Stage<Person> = {
    desk,
    maria,
    tom: desk.workspace.as('UTOM'),
    sam,
    priya,
    lee,
    devices: DEVICES,
    moreOf: () => DEVICES,
    say,
    edit: async (who, room, id, text) => {
      await who.edit(room, id, text);
      await desk.settle();
    },
    press,
    pressOnly: async (who, channel, ts, label) => await who.press({ channel, ts }, label),
    fill,
    submit: async (who, values) => {
      const submitted = await who.submit(values);
      await desk.settle();
      return submitted;
    },
    seen: (who, room, thread) =>
      who.sees(room, thread).map(({ ts, fallback, text, files, buttons }) => ({ id: ts, text, all: [fallback, text, ...files].join('\n'), buttons })),
  };
  const stop = async () => {
    await desk.stop();
    if (desk.slack.failures.length > 0) throw new Error(desk.slack.failures.join('; '));
  };
  return { stage, desk, stop };
}
