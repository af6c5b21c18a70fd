import { expect } from 'vitest';
import { cardIn, hoursPass, shown, type Stage } from './stage.ts';

/** Whoever is to be told something is known here already. */
export async function knowEachOther({ tom, sam, priya, say }: Stage): Promise<void> {
  for (const who of [tom, sam, priya]) await say(who, who.dm, 'hello');
}

async function report({ maria, say, press }: Stage, words: string): Promise<void> {
  await say(maria, maria.dm, words);
  await press(maria, maria.dm, 'It slows me down');
}

/** Maria reports for Tom: it is his, both see it, and both add to it. */
export async function checkColleague(stage: Stage): Promise<void> {
  const { maria, tom, sam, devices, fill } = stage;
  await report(stage, "Tom's laptop is broken, he cannot write");
  expect(shown(stage, tom, tom.dm)).toContain('Maria Lindqvist has reported T-1001 for you.');
  expect(shown(stage, maria, maria.dm)).toContain('I reported this for Tom Becker (T-1001).');
  expect(cardIn(stage, sam, devices, 'T-1001').all).toMatch(/Raised by[^]{1,200}Maria Lindqvist/);
  await fill(maria, maria.dm, 'Add something', { text: 'It smells, too' });
  expect(shown(stage, tom, tom.dm)).toContain('It smells, too');
}

/** Tom is kept informed by Maria, and Priya watches; both hear what Maria is told, and Priya stops. */
export async function checkCompany(stage: Stage): Promise<void> {
  const { maria, tom, sam, priya, devices, say, press, fill, moreOf } = stage;
  await report(stage, 'my laptop is loud');
  const { id } = cardIn(stage, sam, devices, 'T-1001');
  await fill(maria, maria.dm, 'Keep somebody informed', { who: 'Tom' });
  expect(shown(stage, tom, tom.dm)).toContain('Maria Lindqvist keeps you informed about T-1001.');
  await press(priya, devices, 'More…');
  await press(priya, moreOf(priya), 'Watch');
  await say(sam, devices, 'A fan is on its way', id);
  await say(sam, devices, 'note: she drops it a lot', id);
  for (const who of [tom, priya]) {
    expect(shown(stage, who, who.dm)).toContain('A fan is on its way');
    expect(shown(stage, who, who.dm)).not.toContain('drops it');
  }
  await press(priya, priya.dm, 'Stop watching');
  await say(sam, devices, 'It arrives on Monday', id);
  expect(shown(stage, tom, tom.dm)).toContain('It arrives on Monday');
  expect(shown(stage, priya, priya.dm)).not.toContain('It arrives on Monday');
}

/** One ticket about two things becomes two that belong together; a third is linked; and what was closed goes on in another. */
export async function checkMatters(stage: Stage): Promise<void> {
  const { maria, sam, devices, say, press, fill, moreOf, desk } = stage;
  await report(stage, 'my laptop is loud since Monday');
  await press(sam, devices, 'More…');
  await fill(sam, moreOf(sam), 'Split', { title: 'Shared drive', words: 'The shared drive cannot be reached', team: 'Service Desk' });
  expect(shown(stage, maria, maria.dm)).toContain('T-1001 was about two things, so Sam Okafor has made T-1002 of the second: “Shared drive”.');
  expect(cardIn(stage, sam, devices, 'T-1001').all).toMatch(/Belongs with[^]{1,200}T-1002/);

  const { id } = cardIn(stage, sam, devices, 'T-1001');
  await say(sam, devices, '!resolve fixed A new fan', id);
  await hoursPass(desk, 73);
  await say(maria, maria.dm, 'T-1001 is still broken');
  expect(shown(stage, maria, maria.dm)).toContain('T-1001 is closed, so I opened T-1003 with what you wrote.');
  expect(cardIn(stage, sam, devices, 'T-1003').all).toMatch(/Belongs with[^]{1,200}T-1001/);

  await say(sam, devices, '!link T-1002', cardIn(stage, sam, devices, 'T-1003').id);
  expect(cardIn(stage, sam, devices, 'T-1003').all).toMatch(/Belongs with[^]{1,300}T-1002/);
  await press(sam, devices, 'More…');
  await fill(sam, moreOf(sam), 'End a link', { 'Which ticket does not belong with it?': 'T-1001' });
  for (const name of ['T-1001', 'T-1003']) expect(cardIn(stage, sam, devices, name).all).toMatch(/Belongs with\W{1,3}T-1002\n/);
}

/** What is confidential is in the channel neither on its card nor in the thread below; the lead reads it in direct messages. */
export async function checkPrivacy(stage: Stage): Promise<void> {
  const { maria, sam, priya, devices, press, fill } = stage;
  await report(stage, 'this is confidential: my laptop shows the salaries of my colleagues');
  const { id, all } = cardIn(stage, priya, devices, 'T-1001');
  expect(all).toContain('A private request');
  const secret = () => {
    const inChannel = [shown(stage, priya, devices), shown(stage, priya, devices, id)].join('\n');
    expect(inChannel).toContain('T-1001');
    expect(inChannel).not.toMatch(/salaries|bonuses|pensions|Maria/);
  };
  secret();
  expect(shown(stage, maria, maria.dm)).toContain('salaries');
  await fill(maria, maria.dm, 'Add something', { text: 'Now the bonuses, too' });
  secret();
  await press(sam, devices, 'Show it');
  expect(shown(stage, sam, sam.dm)).toContain('salaries');
  await fill(maria, maria.dm, 'Add something', { text: 'And the pensions' });
  secret();
}
