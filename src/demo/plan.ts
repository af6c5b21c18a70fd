import { startOfDay } from './calendar.ts';
import { planDevices } from './devices.ts';
import { planHistory } from './history.ts';
import { planDepartments, planPeople } from './people.ts';
import { planProducts } from './products.ts';
import { planGroups, planTeams } from './teams.ts';

export type DemoPlan = ReturnType<typeof planCompany>;

/** All rows of the demo company, ids included. The same for every moment of a day (UTC), so that two starts agree. */
export function planCompany(now: Date) {
  const today = startOfDay(now);
  const people = planPeople();
  const staff = planTeams(people);
  return {
    departments: planDepartments(),
    people,
    groupMembers: planGroups(people),
    ...staff,
    ...planDevices(today, people),
    ...planProducts(today, people),
    ...planHistory(today, people, staff.teams, staff.teamMembers),
  };
}
