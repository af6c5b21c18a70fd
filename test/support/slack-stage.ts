import { createSlackDesk, DEVICES } from './slack-desk.ts';
import { inSlack, type Person } from './slack-people.ts';
import type { Stage } from './stage.ts';

/** @returns the stage, and what ends it */
export async function createSlackStage(): Promise<{ stage: Stage<Person>; desk: Awaited<ReturnType<typeof createSlackDesk>> }> {
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
    press,
    pressOnly: async (who, channel, ts, label) => await who.press({ channel, ts }, label),
    fill,
    submit: async (who, values) => {
      const submitted = await who.submit(values);
      await desk.settle();
      return submitted;
    },
    seen: (who, room, thread) => who.sees(room, thread).map(({ ts, fallback, text, buttons }) => ({ id: ts, text, all: `${fallback}\n${text}`, buttons })),
  };
  return { stage, desk };
}
