import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FormToFill } from '#bot/browser/api.ts';
import { applyFile } from '#commands/apply.ts';
import { eventsOf } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { LEE, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { hire, submit, type TestDesk } from './helpers.ts';
import { linesOf } from './sla-desk.ts';

const FILE = `teams:
  service-desk: { name: Service Desk, calendar: mornings, members: [{ email: ${SAM} }, { email: ${LEE} }] }
  devices: { name: Devices, members: [{ email: ${SAM}, lead: true }, { email: ${PRIYA} }], keywords: [laptop, monitor] }
  plant:
    name: Plant
    channel: { platform: browser, workspace: local, room: plant }
    members: [{ email: ${LEE} }]
calendars:
  mornings:
    zone: Europe/Stockholm
    week: { monday: ["08:00-12:00"], tuesday: ["08:00-12:00"], wednesday: ["08:00-12:00"], thursday: ["08:00-12:00"], friday: ["08:00-12:00"] }
vip: { people: [${TOM}] }
priorities:
  person: { blocked: P3, slowed: P3, can_wait: P4 }
  team: { blocked: P2, slowed: P2, can_wait: P3 }
  company: { blocked: P1, slowed: P1, can_wait: P2 }
categories:
  - { name: Drives, of: fault, keywords: [conveyor] }
  - { name: Payroll, of: access }
routing:
  - { when: { vip: true }, team: service-desk }
  - { when: { location: [Graz] }, team: plant }
  - { when: { intent: [license.request] }, team: devices }
  - { when: { category: [Drives] }, team: plant }
  - { when: { keyword: [forklift], category: [fault] }, team: plant }
auto_replies:
  - { when: { keyword: [vpn] }, say: "The VPN is being repaired; nobody needs to do anything." }
  - { when: { category: [software] }, say: Licenses take two days. }
out_of_hours: Thank you, this has reached us.
`;

let desk: TestDesk;
let ada: string;
beforeAll(async () => {
  desk = await createTestDesk();
  await applyFile(desk.database, { path: 'deskside.yaml', source: FILE, dryRun: false });
});
beforeEach(async () => {
  ada = await hire(desk, 'Ada');
});

async function report(words: string, as = ada) {
  await submit(desk, as, { action: 'ticket.report', value: 'checked', values: { summary: words, urgency: 'slowed' } });
  return await newest();
}

async function newest() {
  const [row] = await desk.database.db.execute<{ id: number; team: string; priority: number }>(
    sql`select tickets.id::int, teams.key as team, priority from tickets join teams on teams.id = team_id order by tickets.id desc limit 1`,
  );
  return row;
}

const heard = async (as = ada) => (await desk.read(as, direct(as))).map(({ text }) => text);

/** The next time it is that hour on a Wednesday, in Stockholm in winter. */
function wednesdayAt(hour: number): void {
  const now = desk.clock.now();
  const next = new Date(now);
  next.setUTCDate(now.getUTCDate() + ((3 - now.getUTCDay() + 7) % 7) + 7);
  next.setUTCHours(hour - 1, 0, 0, 0);
  desk.clock.advance(next.getTime() - now.getTime());
}

describe('a request goes', () => {
  test.each([
    ['to the team of the first rule that fits', 'the forklift terminal is dark', 'plant'],
    ['by where it is', 'the laptop in the Graz office is broken', 'plant'],
    ['by its keywords where no rule fits', 'my laptop is slow', 'devices'],
    ['to the team without keywords where nothing else fits', 'the kettle is cold', 'service-desk'],
  ])('%s', async (_, words, team) => {
    expect(await report(words)).toMatchObject({ team });
  });

  test('by who asks, before anything else, and that they were a VIP is kept', async () => {
    const ticket = await report('my laptop in Graz is slow', TOM);
    expect(ticket).toMatchObject({ team: 'service-desk' });
    const [reported] = await eventsOf(desk.database.db, ticket?.id ?? 0);
    expect(reported?.event).toMatchObject({ type: 'reported', facts: { department: 'Sales', vip: true, impact: 'person' } });
  });

  test('by what is meant', async () => {
    await submit(desk, ada, { action: 'ticket.license_request', value: 'checked', values: { what: 'Figma', why: 'to draw', summary: 'Figma please' } });
    expect(await newest()).toMatchObject({ team: 'devices' });
    expect(await heard()).toContain('Licenses take two days.');
  });
});

describe('a kind of the company’s own', () => {
  test('follows from the words, says the team, and stands on both cards; whoever works on it can set another', async () => {
    const ticket = await report('the conveyor stands still');
    const [id, name] = [ticket?.id ?? 0, `T-${ticket?.id}`];
    expect(ticket).toMatchObject({ team: 'plant' });
    const cardIn = async (as: string, room: string) => (await desk.read(as, room)).findLast(({ text }) => text.startsWith(`${name} ·`));
    const kinds = async () => {
      const cards = [await cardIn(LEE, 'plant'), await cardIn(ada, direct(ada))];
      return cards.map((card) => linesOf(card?.card ?? null).find((line) => line.startsWith('Kind: ')));
    };
    expect(await kinds()).toEqual(['Kind: Fault · Drives', 'Kind: Fault · Drives']);

    const { body } = await desk.call<FormToFill>(LEE, '/rooms/plant/actions', { action: 'ticket.set_kind', subject: String(id) });
    const [field] = body.form.fields;
    expect(field?.kind === 'choice' && field.options.map(({ label }) => label)).toEqual([
      'Fault',
      'Fault · Drives',
      'Software',
      'Hardware',
      'Access',
      'Access · Payroll',
      'Account',
      'Question',
    ]);
    expect(body.values).toEqual({ kind: 'Drives' });
    await submit(desk, LEE, { action: 'ticket.set_kind', subject: String(id), values: { kind: 'Payroll' } }, 'plant');
    expect(await kinds()).toEqual(['Kind: Access · Payroll', 'Kind: Access · Payroll']);
    expect((await eventsOf(desk.database.db, id)).at(-1)?.event).toEqual({ type: 'categorized', category: 'access', subcategory: 'Payroll' });

    const thread = (await cardIn(LEE, 'plant'))?.id;
    await desk.say(LEE, 'plant', '!kind lunch', thread);
    expect((await desk.last(LEE, 'plant', thread)).text).toMatch(/^Say which: !kind hardware\. It can be: fault, Drives, software,/);
    await desk.say(LEE, 'plant', '!kind fault', thread);
    expect((await desk.last(LEE, 'plant', thread)).text).toBe('Lee Chen has set the kind to “Fault”.');
    expect(await kinds()).toEqual([undefined, undefined]);
  });
});

describe('the priority', () => {
  test('comes of how much it stops one person', async () => {
    await desk.say(ada, direct(ada), 'the coffee machine on floor 3 is broken and I cannot work');
    expect(await newest()).toMatchObject({ priority: 3 });
  });

  test('comes of whom it stops, when the words say so', async () => {
    await desk.say(ada, direct(ada), 'the printer is broken and our whole team cannot work');
    const ticket = await newest();
    expect(ticket).toMatchObject({ priority: 2 });
    const [reported] = await eventsOf(desk.database.db, ticket?.id ?? 0);
    expect(reported?.event).toMatchObject({ facts: { impact: 'team', vip: false } });
  });
});

describe('what is said at once', () => {
  test('is said once, before the card, where a rule has words for it', async () => {
    wednesdayAt(9);
    await report('the vpn is gone');
    const all = await heard();
    expect(all.filter((text) => text.startsWith('The VPN is being repaired'))).toHaveLength(1);
    expect(all.filter((text) => text.startsWith('Thank you'))).toEqual([]);
    expect(all.at(-1)).toMatch(/^T-\d+ · The vpn is gone/);
  });

  test('out of hours is when the team is back, in the zone of who asked', async () => {
    wednesdayAt(18);
    await report('the kettle is cold again');
    const said = (await heard()).filter((text) => text.startsWith('Thank you'));
    expect(said).toEqual([expect.stringMatching(/^Thank you, this has reached us\. Service Desk is back on Thu,? \d+ \w+,? 0[789]:00\.$/)]);
  });

  test('is nothing of hours for a team that has none', async () => {
    wednesdayAt(18);
    await report('the forklift beeps');
    expect((await heard()).filter((text) => text.startsWith('Thank you'))).toEqual([]);
  });
});
