import { expect } from 'vitest';
import type { createSlackDesk } from './slack-desk.ts';

type Desk = Awaited<ReturnType<typeof createSlackDesk>>;
export type Person = ReturnType<Desk['workspace']['as']>;

/** What people do in Slack, each to its end: until the desk has done all that follows. */
export function inSlack({ workspace, settle }: Desk) {
  const carrierOf = (who: Person, channel: string, label: string) =>
    who.sees(channel).findLast(({ buttons }) => buttons.includes(label)) ?? expect.fail(`No button “${label}” in ${channel}.`);
  const press = async (who: Person, channel: string, label: string) => {
    await who.press({ channel, ts: carrierOf(who, channel, label).ts }, label);
    await settle();
  };
  return {
    maria: workspace.as('UMARIA'),
    sam: workspace.as('USAM'),
    priya: workspace.as('UPRIYA'),
    lee: workspace.as('ULEE'),
    press,
    say: async (who: Person, channel: string, text: string, thread?: string) => {
      const ts = await who.say(channel, text, { thread });
      await settle();
      return ts;
    },
    /** Presses what opens a form, and fills it. */
    fill: async (who: Person, channel: string, label: string, values: Readonly<Record<string, string>>) => {
      await press(who, channel, label);
      const submitted = await who.submit(values);
      await settle();
      return submitted;
    },
    last: (who: Person, channel: string, thread?: string) => who.sees(channel, thread).at(-1) ?? expect.fail(`Nothing has been said in ${channel}.`),
    message: (who: Person, channel: string, ts: string) => who.sees(channel).find((seen) => seen.ts === ts) ?? expect.fail(`There is no ${ts}.`),
  };
}
