import { expect } from 'vitest';
import { demoArticles } from '#demo/articles.ts';
import { ALWAYS_OPEN } from '#rules/business-time/calendar.ts';
import { USUAL_NOTICES } from '#rules/notices.ts';
import { importArticles } from '#store/article-import.ts';
import { addEdition } from '#store/editions.ts';
import { HOUR } from '#test/rules/business-time/plans.ts';
import { policy } from '#test/rules/sla/story.ts';
import { SNOOZE_WORDS } from '#workflows/ticket/words.ts';
import { cardIn, hoursPass, last, shown, texts, type Stage } from './stage.ts';

/** Day and night are the same here, so that nothing waits for a morning; a solution of P3 is promised within a hundred hours. */
export async function workDayAndNight({ desk: { database } }: Stage): Promise<void> {
  const promised = policy({ calendar: 'always', targets: { resolution: { 3: 100 * HOUR } } });
  const content = {
    calendars: { always: ALWAYS_OPEN },
    policies: [promised],
    teamCalendars: { devices: 'always' },
    notices: { ...USUAL_NOTICES, quietHours: undefined },
  };
  await addEdition(database.db, { since: new Date(0), content, source: 'day and night' });
}

const VPN = 'VPN drops or does not connect';

/** Maria is offered what is known about her trouble, and it is enough. */
export async function checkKnownAnswer(stage: Stage): Promise<void> {
  const { desk, maria, say, press } = stage;
  const known = (await demoArticles()).filter(({ article }) => article.title === VPN);
  const files = known.map(({ key, article }) => ({ key, article: { ...article, team: undefined } }));
  await desk.database.db.transaction(async (tx) => await importArticles(tx, files, desk.clock.now()));
  await say(maria, maria.dm, 'the VPN keeps disconnecting');
  expect(last(stage, maria).all).toContain(VPN);
  expect(last(stage, maria).buttons.slice(0, 2)).toEqual(['This solved it', 'Still need help']);
  await press(maria, maria.dm, 'This solved it');
  expect(shown(stage, maria, maria.dm)).not.toContain('T-1001');
}

/** Nobody takes Maria's ticket, so it is offered to Sam, and then to Priya, who takes it, is silent, and is asked whether she is still on it. */
export async function checkOffers(stage: Stage): Promise<void> {
  const { desk, maria, sam, priya, devices, say, press, fill } = stage;
  await say(maria, maria.dm, 'my laptop is loud');
  await press(maria, maria.dm, 'It slows me down');
  await hoursPass(desk, 0.25);
  expect(last(stage, sam).all).toContain('can you take it?');
  expect(last(stage, sam).buttons).toEqual(['Claim', 'Not me', 'Show it']);
  await press(sam, sam.dm, 'Not me');
  expect(last(stage, priya).all).toContain('can you take it?');
  await press(priya, priya.dm, 'Claim');
  expect(cardIn(stage, sam, devices, 'T-1001').text).toContain('Priya Raman has it');
  expect(last(stage, sam).buttons).toEqual([]);

  await hoursPass(desk, 4);
  expect(last(stage, priya).all).toContain('still on it?');
  await fill(priya, priya.dm, 'Still on it', { reason: 'The fan comes today' });
  expect(shown(stage, sam, devices, cardIn(stage, sam, devices, 'T-1001').id)).toContain('Still on it: The fan comes today');
}

/** Priya snoozes it; Maria reads until when, why the time is what it is, and how it stands. */
export async function checkSnooze(stage: Stage): Promise<void> {
  const { desk, maria, sam, priya, devices, say, press, fill, moreOf } = stage;
  const again = 'We come back to this on';
  await press(priya, devices, 'More…');
  await fill(priya, moreOf(priya), 'Snooze', { 'Until when?': SNOOZE_WORDS.tomorrow, reason: 'The fan comes by post' });
  expect(cardIn(stage, maria, maria.dm, 'T-1001').text).toContain(again);
  await hoursPass(desk, 48);
  expect(shown(stage, sam, devices, cardIn(stage, sam, devices, 'T-1001').id)).toContain('T-1001 goes on now: The fan comes by post');
  expect(cardIn(stage, maria, maria.dm, 'T-1001').text).not.toContain(again);
  await press(maria, maria.dm, 'Why this time?');
  expect(last(stage, maria).text).toMatch(/Why this time\? T-1001[^]*paused \(The fan comes by post\)[^]*of 100 h used/);
  await say(maria, maria.dm, 'any news?');
  expect(last(stage, maria).all).toMatch(/T-1001[^]*Priya Raman is working on it/);
}

const SAID = [
  'the docking station is broken, no picture on the monitor of my laptop',
  'my docking station is broken, the laptop gives no picture on the monitor',
  'no picture on the monitor of my laptop, the docking station is broken',
] as const;

/** Three people report the same. One ticket stands for all, one status reaches each and follows its message, and all are resolved in one go. */
export async function checkWave(stage: Stage): Promise<void> {
  const { desk, maria, tom, lee, sam, devices, say, edit, press, pressOnly, moreOf } = stage;
  const everybody = [maria, tom, lee];
  for (const [at, who] of everybody.entries()) {
    await say(who, who.dm, SAID[at] ?? '');
    await press(who, who.dm, 'It slows me down');
  }
  const threadOf = (name: string) => cardIn(stage, sam, devices, name).id;
  // What only Sam reads, some platforms show in the thread, others in his direct messages.
  const pressNear = async (name: string, label: string) => {
    const places = [[devices, threadOf(name)] as const, [moreOf(sam)] as const];
    const found = places.flatMap(([room, thread]) =>
      stage.seen(sam, room, thread).flatMap(({ id, buttons }) => (buttons.includes(label) ? [{ room, id }] : [])),
    );
    const { room, id } = found.at(-1) ?? expect.fail(`No button “${label}” near ${name}.`);
    await pressOnly(sam, room, id, label);
    await desk.settle();
  };
  await pressNear('T-1003', 'Make T-1001 the parent');
  const parent = cardIn(stage, sam, devices, 'T-1001');
  expect(parent.all).toMatch(/2 tickets hang on this\W{1,3}T-1002, T-1003/);
  expect(parent.buttons).toContain('Tell everybody');

  const status = await say(sam, devices, '!status We swap the switch until noon', parent.id);
  const read = (words: string) => everybody.map((who) => texts(stage, who).filter((text) => text.includes(words)).length);
  expect(read('We swap the switch until noon')).toEqual([1, 1, 1]);
  await edit(sam, devices, status, '!status We swap the switch until two');
  expect([read('until noon'), read('We swap the switch until two')]).toEqual([
    [0, 0, 0],
    [1, 1, 1],
  ]);

  await say(sam, devices, '!resolve fixed A new switch', parent.id);
  await pressNear('T-1001', 'Resolve them as well');
  for (const [at, who] of everybody.entries()) expect(cardIn(stage, who, who.dm, `T-100${at + 1}`).text).toContain('A new switch');
}
