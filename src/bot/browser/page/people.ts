import type { PersonView } from '#bot/browser/api.ts';

export type Role = 'agent' | 'manager' | 'employee';

export const roleNames: Readonly<Record<Role, string>> = { agent: 'Support agents', manager: 'Managers', employee: 'Employees' };

/** The one that matters most to a service desk; a manager in a support team is listed as an agent. */
export function roleOf(person: PersonView): Role {
  if (person.teams.length > 0) return 'agent';
  return person.isManager ? 'manager' : 'employee';
}

export interface Badge {
  readonly text: string;
  readonly look: 'agent' | 'manager' | 'admin' | 'employee';
}

export function badgesOf(person: PersonView): readonly Badge[] {
  const badges: Badge[] = [];
  if (person.teams.length > 0) badges.push({ text: 'Agent', look: 'agent' });
  if (person.isManager) badges.push({ text: 'Manager', look: 'manager' });
  if (person.privileged) badges.push({ text: 'Admin', look: 'admin' });
  return badges.length > 0 ? badges : [{ text: 'Employee', look: 'employee' }];
}

export function describe(person: PersonView): string {
  return [person.title, person.department].filter((part) => part !== '').join(' · ');
}

/** Every word typed must occur somewhere in what is known of the person. */
export function findPeople(people: readonly PersonView[], search: string, role: Role | 'all'): readonly PersonView[] {
  const words = fold(search).split(/\s+/);
  return people
    .filter((person) => role === 'all' || roleOf(person) === role)
    .filter((person) => {
      const known = fold([person.name, person.email, person.title, person.department, ...person.teams].join(' '));
      return words.every((word) => known.includes(word));
    })
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

function rank(person: PersonView): number {
  return Object.keys(roleNames).indexOf(roleOf(person));
}

/** So that "jose" finds "José". */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
