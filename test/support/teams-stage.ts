import type { Stage } from './stage.ts';
import { createTeamsDesk } from './teams-desk.ts';
import { inTeams, type TeamsPeople } from './teams-people.ts';
import type { Person } from './teams/person.ts';

interface TeamsStage {
  readonly stage: Stage<Person>;
  readonly desk: Awaited<ReturnType<typeof createTeamsDesk>>;
  readonly people: TeamsPeople;
  /** @throws Error with what Teams told people that went wrong */
  readonly stop: () => Promise<void>;
}

export async function createTeamsStage(): Promise<TeamsStage> {
  const desk = await createTeamsDesk();
  const people = inTeams(desk);
  const { as, maria, sam, priya, lee, say, press, fill, failures } = people;
  const stage: Stage<Person> = {
    desk,
    maria,
    tom: as('tom'),
    sam,
    priya,
    lee,
    devices: desk.devices,
    moreOf: ({ dm }) => dm,
    say: async (who, room, text, thread) => await say(who, room, text, thread === undefined ? {} : { thread }),
    edit: async (who, room, id, text) => {
      await who.edit(room, id, text);
      await desk.settle();
    },
    press,
    pressOnly: async (who, room, id, label) => await who.press(room, id, label),
    fill,
    submit: async (who, values) => {
      const submitted = await who.submit(values);
      await desk.settle();
      return submitted;
    },
    seen: (who, room, thread) =>
      who.sees(room, thread).map(({ id, notice, text, activity, buttons }) => ({ id, text, all: `${notice}\n${text}\n${JSON.stringify(activity)}`, buttons })),
  };
  const stop = async () => {
    await desk.stop();
    if (failures.length > 0) throw new Error(failures.join('; '));
  };
  return { stage, desk, people, stop };
}
