import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { LEE, TOM } from './company.ts';
import { cardIn, hoursPass, last, texts, type Stage } from './stage.ts';

type Story = (stage: Stage) => Promise<void>;

/** Maria would like a monitor; Tom is her manager, and Lee is his. */
export const wantMonitor: Story = async ({ desk, maria, tom, lee, sam, say }) => {
  await desk.database.db.execute(sql`update people set manager_id = (select id from people where email = ${LEE}) where email = ${TOM}`);
  // Whoever is to be told something is known here already.
  for (const who of [tom, lee, sam]) await say(who, who.dm, 'hello');
  await say(maria, maria.dm, 'I need a second monitor for my laptop because I compare long tables all day');
};

function cardOf(stage: Stage, who: { readonly dm: string }) {
  return cardIn(stage, who, who.dm, 'Approval · T-1001');
}

function team(stage: Stage) {
  const card = cardIn(stage, stage.sam, stage.devices, 'T-1001');
  return { card, said: texts(stage, stage.sam, stage.devices, card.id) };
}

const approvedBy = (name: string) => ({ text: expect.stringContaining(`Approved by ${name}`) as string, buttons: [] });

/** A day so many days from now, `2026-12-01`. */
function day({ desk }: Pick<Stage, 'desk'>, days: number): string {
  return new Date(desk.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

export const checkApprove: Story = async (stage) => {
  const { maria, tom, press, desk } = stage;
  const card = cardOf(stage, tom);
  expect(card.buttons).toEqual(['Approve', 'Decline', 'Hand to somebody else', 'I am away…']);
  expect(card.all).toMatch(/Maria Lindqvist[^]*monitor[^]*I compare long tables all day/);
  expect(team(stage).card.text).toContain('waiting for approval');
  await press(tom, tom.dm, 'Approve');
  expect(cardOf(stage, tom)).toMatchObject({ id: card.id, ...approvedBy('Tom Becker') });
  expect(texts(stage, maria)).toContain('Tom Becker has approved T-1001.');
  expect(team(stage).said).toContain('Tom Becker has approved this.');
  expect(team(stage).card.text).toContain('Approved by Tom Becker');
  const seen = texts(stage, tom).length;
  await hoursPass(desk, 80);
  expect(texts(stage, tom)).toHaveLength(seen);
};

export const checkDecline: Story = async (stage) => {
  const { maria, tom, press, submit } = stage;
  await press(tom, tom.dm, 'Decline');
  expect(await submit(tom, { reason: '   ' })).toMatchObject({ kind: 'errors' });
  expect(await submit(tom, { reason: 'You get a bigger one in *May*' })).toEqual({ kind: 'closed' });
  expect(cardOf(stage, tom)).toMatchObject({ text: expect.stringMatching(/Declined by Tom Becker[^]*You get a bigger one in \*May\*/) as string, buttons: [] });
  expect(last(stage, maria).text).toBe('I am sorry: Tom Becker has declined T-1001. Their words: “You get a bigger one in *May*”');
  expect(team(stage).said).toContain('Tom Becker has declined this: You get a bigger one in *May*');
  expect(team(stage).card.text).toContain('Withdrawn');
};

export const checkCrossing: Story = async (stage) => {
  const { tom, lee, desk, press, pressOnly, submit } = stage;
  await hoursPass(desk, 73);
  await press(lee, lee.dm, 'Decline');
  await pressOnly(tom, tom.dm, cardOf(stage, tom).id, 'Approve');
  await submit(lee, { reason: 'Too dear' });
  expect(last(stage, lee).text).toMatch(/^Tom Becker has approved this already \(.+\)\. You wrote: “Too dear”$/);
  for (const who of [tom, lee]) expect(cardOf(stage, who)).toMatchObject(approvedBy('Tom Becker'));
};

export const checkHandOn: Story = async (stage) => {
  const { maria, tom, lee, fill, press } = stage;
  expect(await fill(tom, tom.dm, 'Hand to somebody else', { 'Who decides instead?': 'Lee Chen', reason: 'You have the budget' })).toEqual({ kind: 'closed' });
  expect(cardOf(stage, tom).buttons).toEqual([]);
  expect(cardOf(stage, lee).text).toMatch(/In place of[^]*Tom Becker/);
  await press(lee, lee.dm, 'Approve');
  expect(texts(stage, maria)).toContain('Lee Chen has approved T-1001.');
};

export const checkAway: Story = async (stage) => {
  const { tom, lee, fill } = stage;
  await fill(tom, tom.dm, 'I am away…', { from: day(stage, -1), until: day(stage, 7), 'Who decides for you?': 'Lee Chen' });
  expect(texts(stage, tom)).toContainEqual(expect.stringMatching(/^All right: Lee Chen decides for you from/));
  expect(cardOf(stage, tom).buttons).toEqual([]);
  expect(cardOf(stage, lee).buttons).toContain('Approve');
};

export const checkReminder: Story = async (stage) => {
  const { tom, lee, desk, press } = stage;
  await hoursPass(desk, 25);
  expect(texts(stage, tom)).toContain('A reminder: T-1001 still waits for your decision.');
  await hoursPass(desk, 48);
  expect(cardOf(stage, lee).buttons).toContain('Approve');
  await press(lee, lee.dm, 'Approve');
  expect(cardOf(stage, tom)).toMatchObject(approvedBy('Lee Chen'));
};

export const checkAgentAsks: Story = async (stage) => {
  const { maria, tom, sam, devices, fill, press, moreOf } = stage;
  await press(tom, tom.dm, 'Approve');
  await press(sam, devices, 'Claim');
  await press(sam, devices, 'More…');
  const values = { 'Who decides?': 'Tom Becker (manager)', what: 'The large one', why: 'The small one is not made any more', cost: '€ 700' };
  expect(await fill(sam, moreOf(sam), 'Ask for approval', values)).toEqual({ kind: 'closed' });
  expect(cardOf(stage, tom).text).toMatch(/The large one[^]*€ 700[^]*Sam Okafor/);
  await fill(tom, tom.dm, 'Decline', { reason: 'Two small ones, then' });
  expect(team(stage).said).toContain('Tom Becker has declined this: Two small ones, then');
  expect(team(stage).card.text).toContain('Sam Okafor has it');
  const told = 'Tom Becker has declined what we asked them about T-1001, which stays open. Their words: “Two small ones, then”';
  expect(last(stage, maria).text).toBe(told);
};
