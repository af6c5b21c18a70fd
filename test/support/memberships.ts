/** Who is in which group, in a cloud directory: readers see a change only after they have looked so many times. */
export interface Memberships {
  /** What the copy that takes changes knows. */
  has(group: string, person: string): boolean;
  /** Put there before anybody looked. */
  begin(group: string, person: string): void;
  set(group: string, person: string, member: boolean): void;
  /** What readers are told; a look at what has changed brings it nearer. */
  groupsOf(person: string): string[];
  membersOf(group: string): string[];
}

/** @param lag how many looks at a membership still show it as it was before it changed */
export function createMemberships(lag: () => number): Memberships {
  const all: { readonly group: string; readonly person: string; now: boolean; before: boolean; looks: number }[] = [];
  const find = (group: string, person: string) => all.find((one) => one.group === group && one.person === person);
  const look = (some: typeof all) =>
    some.filter((one) => {
      const shown = one.looks > 0 ? one.before : one.now;
      one.looks -= 1;
      return shown;
    });
  return {
    has: (group, person) => find(group, person)?.now === true,
    begin: (group, person) => void all.push({ group, person, now: true, before: true, looks: 0 }),
    set: (group, person, member) => {
      const one = find(group, person);
      if (one) Object.assign(one, { before: one.now, now: member, looks: lag() });
      else all.push({ group, person, now: member, before: false, looks: lag() });
    },
    groupsOf: (person) => look(all.filter((one) => one.person === person)).map(({ group }) => group),
    membersOf: (group) => look(all.filter((one) => one.group === group)).map(({ person }) => person),
  };
}
