import { expect, onTestFinished } from 'vitest';
import { createSlackDesk, DEVICES } from './slack-desk.ts';
import type { SayOptions } from './slack/person-writes.ts';
import { inSlack, type Person } from './slack-people.ts';

export const png = (name = 'screenshot.png', data = 'pixels') => ({ name, mimetype: 'image/png', data: Buffer.from(data) });
export const pdf = { name: 'guide.pdf', mimetype: 'application/pdf', data: Buffer.from('%PDF') };
export const SHOT = png();

/** The small company in Slack, with hands to share files. */
export async function setOut() {
  const desk = await createSlackDesk();
  onTestFinished(desk.stop);
  const people = inSlack(desk);
  const share = async (who: Person, channel: string, text: string, files: NonNullable<SayOptions['files']>, thread?: string) => {
    const ts = await who.say(channel, text, { files, thread });
    await desk.settle();
    return ts;
  };
  return {
    desk,
    ...people,
    share,
    /** What somebody reads: the words, or the names of files. */
    reads: (who: Person, channel: string, thread?: string) => who.sees(channel, thread).map(({ text, files }) => (files.length > 0 ? files.join() : text)),
    /** A ticket of Maria's, on which Sam has written to her. */
    talking: async () => {
      await people.say(people.maria, people.maria.dm, 'my laptop does not start');
      await people.press(people.maria, people.maria.dm, 'I cannot work');
      const { ts } = people.last(people.sam, DEVICES);
      await people.say(people.sam, DEVICES, 'What do you see?', ts);
      return ts;
    },
    /** What the app has put up, as it was kept. */
    putUp: () => [...desk.workspace.state.files.values()].filter(({ user, isComplete }) => user === desk.workspace.state.botUserId && isComplete),
    isFlawless: () => {
      expect(desk.slack.failures).toEqual([]);
      expect(desk.slack.violations).toEqual([]);
    },
  };
}

/** All that waits for a time is due, and done. */
export async function later(desk: Awaited<ReturnType<typeof createSlackDesk>>): Promise<void> {
  await desk.database.sql`update outbox set next_at = now() where state = 'ready' and kind <> 'timer'`;
  await desk.settle();
}
