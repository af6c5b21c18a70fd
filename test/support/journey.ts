import { expect } from 'vitest';
import type { Problem } from '#bot/browser/api.ts';
import type { Client } from './client.ts';
import { direct } from './client.ts';

export interface Cast {
  readonly employee: { readonly email: string; readonly name: string };
  readonly agent: { readonly email: string; readonly name: string };
  readonly colleague: { readonly email: string };
  /** The channel of the team that repairs laptops. */
  readonly channel: string;
}

/**
 * The whole life of a fault report, told by what its people write, press and see.
 * The same story is played on bare handlers and over HTTP, queue and workers.
 */
export async function playFaultReport(desk: Client, { employee, agent, colleague, channel }: Cast): Promise<void> {
  const dm = direct(employee.email);

  // The employee says what is wrong; the desk asks for what is missing, and shows one card.
  await desk.say(employee.email, dm, 'my laptop does not start');
  expect((await desk.last(employee.email, dm)).text).toMatch(/How much does it stop you\?/);
  await desk.click(employee.email, dm, 'I cannot work');
  const card = await desk.last(employee.email, dm);
  const number = /^T-\d+/.exec(card.text)?.[0] ?? '';
  expect(card.text).toMatch(/^T-\d+ · My laptop does not start: Sent to Devices/);

  // The team sees it in its channel. The first click has it; the second is told who was first.
  const triage = await desk.last(agent.email, channel);
  expect(triage.text).toContain(number);
  expect(JSON.stringify(triage.card)).toContain(employee.name);
  await desk.click(agent.email, channel, 'Claim');
  await desk.act(colleague.email, channel, { action: 'ticket.claim', subject: number });
  const told = (await desk.read(colleague.email, channel)).find((message) => message.onlyForYou);
  expect(told?.text).toContain(`${agent.name} has taken ${number} already`);
  expect((await desk.read(employee.email, dm)).find((message) => message.id === card.id)?.text).toContain(`${agent.name} is working on it`);

  // They talk: replies from the thread reach the employee and back; a note stays inside the team.
  await desk.say(agent.email, channel, 'Does any light come on?', triage.id);
  const question = await desk.last(employee.email, dm);
  expect(question).toMatchObject({ quoted: agent.name, about: number, text: 'Does any light come on?' });
  await desk.say(employee.email, dm, 'no, nothing at all');
  const thread = await desk.read(agent.email, channel, triage.id);
  expect(thread.at(-1)).toMatchObject({ quoted: employee.name, text: 'no, nothing at all' });
  await desk.say(agent.email, channel, 'note: third one of this batch', triage.id);
  expect(JSON.stringify(await desk.read(employee.email, dm))).not.toContain('third one of this batch');

  // The agent asks; the ticket waits; the answer lets it go on.
  await desk.fill(agent.email, channel, 'Ask the requester', { text: 'Can you come by at two?' });
  expect((await desk.read(employee.email, dm)).find((message) => message.id === card.id)?.text).toContain(`${agent.name} needs an answer from you`);
  await desk.say(employee.email, dm, 'yes, two is fine');
  expect((await desk.read(employee.email, dm)).find((message) => message.id === card.id)?.text).toContain(`${agent.name} is working on it`);

  // Resolved, not fixed, resolved again, rated.
  const solution = { code: 'fixed', summary: 'New battery' };
  await desk.fill(agent.email, channel, 'Resolve', solution);
  const resolved = await desk.last(employee.email, dm);
  expect(resolved.text).toMatch(/Resolved$/);
  expect(JSON.stringify(resolved.card)).toContain('New battery');
  await desk.fill(employee.email, dm, 'It is not fixed', { reason: 'It died again' });
  expect((await desk.read(agent.email, channel, triage.id)).at(-1)?.text).toContain('It died again');
  await desk.fill(agent.email, channel, 'Resolve', { code: 'fixed', summary: 'New mainboard' });
  await desk.click(employee.email, dm, '★★★★★');
  expect(JSON.stringify((await desk.read(agent.email, channel)).find((message) => message.id === triage.id)?.card)).toContain('★★★★★');

  // What is not theirs stays shut.
  const stranger = await desk.call<Problem>(employee.email, `/rooms/${dm}/actions`, { action: 'ticket.claim', subject: number });
  expect(stranger).toMatchObject({ status: 403, body: { error: 'Only members of the team that works on this can do it.' } });
  expect((await desk.call<Problem>(employee.email, `/rooms/${channel}/messages`)).status).toBe(403);
}
