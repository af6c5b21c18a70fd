import { expect } from 'vitest';
import { personIn, type Person } from './teams/person.ts';
import type { createTeamsDesk } from './teams-desk.ts';

export type TeamsPeople = ReturnType<typeof inTeams>;
type Desk = Awaited<ReturnType<typeof createTeamsDesk>>;

/** What people do in Teams, each to its end: until the desk has done all that follows. */
export function inTeams({ fake, tenant, settle }: Desk) {
  const failures: string[] = [];
  const as = (key: string) => personIn(fake, tenant, key, failures);
  const carrierOf = (who: Person, room: string, label: string, thread?: string) =>
    who.sees(room, thread).findLast(({ buttons }) => buttons.includes(label)) ?? expect.fail(`No button “${label}” in ${room}.`);
  const press = async (who: Person, room: string, label: string, how: { asOld?: boolean; thread?: string } = {}) => {
    await who.press(room, carrierOf(who, room, label, how.thread).id, label, how);
    await settle();
  };
  return {
    as,
    maria: as('maria'),
    sam: as('sam'),
    priya: as('priya'),
    lee: as('lee'),
    /** What Teams told people that went wrong. */
    failures,
    press,
    say: async (who: Person, room: string, text: string, how: Parameters<Person['say']>[2] = {}) => {
      const id = await who.say(room, text, how);
      await settle();
      return id;
    },
    /** Presses what opens a form, and fills it. */
    fill: async (who: Person, room: string, label: string, values: Readonly<Record<string, string>>) => {
      await press(who, room, label);
      const submitted = await who.submit(values);
      await settle();
      return submitted;
    },
    last: (who: Person, room: string, thread?: string) => who.sees(room, thread).at(-1) ?? expect.fail(`Nothing has been said in ${room}.`),
    message: (who: Person, room: string, id: string) => who.sees(room).find((seen) => seen.id === id) ?? expect.fail(`There is no ${id}.`),
  };
}
