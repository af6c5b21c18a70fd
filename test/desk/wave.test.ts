import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runnableRows } from '#store/outbox.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { runRow } from '#worker/run-row.ts';
import { hire, lastAudit, numberOf, report, submit } from './helpers.ts';
import { createWaveDesk, HOUR_MS, ROOM, SAID, threeReports } from './wave-desk.ts';

/** The desk asks a team once whether what several people report is one fault. */
let w: Awaited<ReturnType<typeof createWaveDesk>>;
beforeEach(async () => {
  w = await createWaveDesk();
});
afterEach(async () => await w.desk.database.close());

const waves = async () => await numberOf(w.desk, sql`select count(*) as n from ticket_waves`);
const questions = async (id: number) => (await w.threadOf(id)).filter(({ text }) => text.includes('report the same'));

describe('three people who report the same within two hours', () => {
  test('are named to their team once, in the thread of the newest', async () => {
    const [first, second, third] = await threeReports(w);
    const [question, ...more] = await questions(third);
    expect(more).toEqual([]);
    expect(question?.text).toBe(`3 people report the same: T-${first}, T-${second}, T-${third}. Make one of them the parent?`);
    expect(question?.buttons.map(({ label }) => label)).toEqual([`Make T-${first} the parent`, 'Choose another', 'They are different']);
    expect(await questions(second)).toEqual([]);
  });

  test('become one ticket and its parts with one press, and the question says who decided', async () => {
    const [first, second, third] = await threeReports(w);
    await w.pressIn(PRIYA, third, `Make T-${first} the parent`);
    expect(await lastAudit(w.desk)).toMatchObject({ action: 'ticket.make_parent', subject: `wave/${third}`, outcome: 'done' });
    expect([await w.parentNow(first), await w.parentNow(second), await w.parentNow(third)]).toEqual([undefined, first, first]);
    expect(await w.facts(first)).toMatchObject({ '2 tickets hang on this': `T-${second}, T-${third}` });
    expect(await w.facts(second)).toMatchObject({ 'Part of': `T-${first}` });
    expect((await w.threadOf(second)).at(-1)?.text).toBe(`Priya Raman has made this part of T-${first}.`);
    expect((await w.threadOf(third)).find(({ text }) => text === `Priya Raman has made T-${first} the parent.`)?.buttons).toEqual([]);
    expect(JSON.stringify(await w.desk.read(TOM, direct(TOM)))).not.toContain('Part of');
  });

  test('may hang on another than the oldest', async () => {
    const [first, second, third] = await threeReports(w);
    await submit(w.desk, SAM, { action: 'ticket.choose_parent', subject: `wave/${third}`, values: { parent: String(second) } }, ROOM);
    expect([await w.parentNow(first), await w.parentNow(second), await w.parentNow(third)]).toEqual([second, undefined, second]);
  });

  test('are left alone for good once somebody says that they are different', async () => {
    const [, , third] = await threeReports(w);
    await w.pressIn(PRIYA, third, 'They are different');
    const fourth = await report(w.desk, SAID[3], await hire(w.desk, 'Bo'));
    expect([await waves(), await questions(fourth)]).toEqual([1, []]);
    expect((await w.threadOf(third)).at(-1)?.text).toMatch(/^Priya Raman says that these are different: T-/);
    // Of the fourth she has said nothing.
    expect((await w.threadOf(third)).at(-1)?.text).not.toContain(`T-${fourth}`);
  });

  test('while nobody has answered, a fourth is added to the question', async () => {
    const [, , third] = await threeReports(w);
    const fourth = await report(w.desk, SAID[3], await hire(w.desk, 'Bo'));
    expect((await questions(third)).map(({ text }) => text)).toEqual([expect.stringMatching(new RegExp(`^4 people report the same: .*T-${fourth}\\.`))]);
    expect(await questions(fourth)).toEqual([]);
  });
});

describe('nobody is asked about', () => {
  test('three reports of two people', async () => {
    await report(w.desk, SAID[0], MARIA);
    await report(w.desk, SAID[1], TOM);
    await report(w.desk, SAID[2], MARIA);
    expect(await waves()).toBe(0);
  });

  test('reports over more than two hours', async () => {
    await report(w.desk, SAID[0], MARIA);
    await report(w.desk, SAID[1], TOM);
    w.desk.clock.advance(2 * HOUR_MS + 1);
    await report(w.desk, SAID[2], w.ada);
    expect(await waves()).toBe(0);
  });

  test('reports of which one is resolved', async () => {
    const first = await report(w.desk, SAID[0], MARIA);
    await w.resolve(first, {});
    await report(w.desk, SAID[1], TOM);
    await report(w.desk, SAID[2], w.ada);
    expect(await waves()).toBe(0);
  });

  test('three faults that have nothing in common', async () => {
    await report(w.desk, 'my laptop battery is empty after an hour', MARIA);
    await report(w.desk, 'the monitor in room four flickers', TOM);
    await report(w.desk, 'laptop keyboard lacks the letter e', w.ada);
    expect(await waves()).toBe(0);
  });
});

describe('two at once', () => {
  const together = async () => {
    const rows = await runnableRows(w.desk.database.db, 20);
    await Promise.all(rows.map(async ({ id }) => await runRow(w.desk.worker, id)));
    await w.desk.settle();
  };

  test('reports that make the number full make one question, in which all are named', async () => {
    const ids = [await report(w.desk, SAID[0], MARIA)];
    const bo = await hire(w.desk, 'Bo');
    for (const [as, summary] of [
      [TOM, SAID[1]],
      [w.ada, SAID[2]],
      [bo, SAID[3]],
    ] as const) {
      await w.desk.call(as, `/rooms/${direct(as)}/forms`, { action: 'ticket.report', value: 'checked', values: { summary, urgency: 'slowed' } });
    }
    await together();
    expect(await waves()).toBe(1);
    expect(await numberOf(w.desk, sql`select count(*) as n from ticket_wave_members`)).toBe(4);
    const newest = await numberOf(w.desk, sql`select ticket_id as n from ticket_waves`);
    const [question] = await questions(newest);
    expect(question?.text).toMatch(/^4 people report the same/);
    expect(ids).toHaveLength(1);
  });

  test('agents who choose different parents: one wins, the other is told who was first', async () => {
    const [first, second, third] = await threeReports(w);
    await w.desk.call(PRIYA, `/rooms/${ROOM}/actions`, { action: 'ticket.make_parent', subject: `wave/${third}`, value: String(first) });
    await w.desk.call(SAM, `/rooms/${ROOM}/actions`, { action: 'ticket.make_parent', subject: `wave/${third}`, value: String(second) });
    await together();
    const parents = new Set([await w.parentNow(first), await w.parentNow(second), await w.parentNow(third)]);
    expect(parents.size).toBe(2);
    const words = [await w.told(PRIYA), await w.told(SAM)].filter((text) => text?.startsWith('Somebody was first:'));
    expect(words).toEqual([expect.stringMatching(/^Somebody was first: (Priya Raman|Sam Okafor) has made T-\d+ the parent\.$/)]);
    expect(await numberOf(w.desk, sql`select count(*) as n from audit where action = 'ticket.make_parent' and outcome = 'refused'`)).toBe(1);
  });
});

describe('who is not of the team', () => {
  test('cannot make a parent, and the refusal is audited', async () => {
    const [first, , third] = await threeReports(w);
    for (const action of ['make_parent', 'differ']) {
      await w.desk.call(LEE, `/rooms/${direct(LEE)}/actions`, { action: `ticket.${action}`, subject: `wave/${third}`, value: String(first) });
      await w.desk.settle();
      expect(await lastAudit(w.desk)).toMatchObject({ action: `ticket.${action}`, outcome: 'refused' });
    }
    expect(await w.parentNow(third)).toBeUndefined();
  });
});

describe('what comes after a parent was made', () => {
  test('is offered to join it', async () => {
    const [first, , third] = await threeReports(w);
    await w.pressIn(PRIYA, third, `Make T-${first} the parent`);
    const fourth = await report(w.desk, SAID[3], await hire(w.desk, 'Bo'));
    expect(await w.parentNow(fourth)).toBeUndefined();
    expect((await w.threadOf(fourth)).at(-1)?.text).toBe(`This sounds like T-${first}. Is it part of that?`);
    await w.pressIn(SAM, fourth, `Make it part of T-${first}`);
    expect(await w.parentNow(fourth)).toBe(first);
    expect(await waves()).toBe(1);
  });

  test('joins it at once when it says the same, says so, and can be taken off', async () => {
    const [first, , third] = await threeReports(w);
    await w.pressIn(PRIYA, third, `Make T-${first} the parent`);
    const fourth = await report(w.desk, SAID[1], await hire(w.desk, 'Bo'));
    expect(await w.parentNow(fourth)).toBe(first);
    expect((await w.threadOf(fourth)).at(-1)?.text).toBe(`This says the same as T-${first}, so I have made it part of that.`);
    await w.pressIn(SAM, fourth, `Take it off T-${first}`);
    expect(await w.parentNow(fourth)).toBeUndefined();
    expect(await w.facts(fourth)).not.toHaveProperty('Part of');
    expect(await w.facts(first)).toHaveProperty('2 tickets hang on this');
  });

  test('is only offered once hours have passed', async () => {
    const [first, , third] = await threeReports(w);
    await w.pressIn(PRIYA, third, `Make T-${first} the parent`);
    w.desk.clock.advance(5 * HOUR_MS);
    const fourth = await report(w.desk, SAID[1], await hire(w.desk, 'Bo'));
    expect(await w.parentNow(fourth)).toBeUndefined();
    expect((await w.threadOf(fourth)).at(-1)?.text).toBe(`This sounds like T-${first}. Is it part of that?`);
  });
});
