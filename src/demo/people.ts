import type { departments, people } from '#store/schema/people.ts';

export type PersonRow = typeof people.$inferSelect;
type DepartmentRow = typeof departments.$inferSelect;

const DOMAIN = 'fernwood.example';

const DEPARTMENTS = ['Engineering', 'Sales', 'Finance', 'Operations'] as const;
export type DepartmentName = (typeof DEPARTMENTS)[number];

/** The one administrator of systems. */
const ADMINISTRATOR = 'jonas.weber';

/** Before the @, name, title, department, manager (written above its reports), time zone. */
const PEOPLE: readonly (readonly [string, string, string, DepartmentName, string | null, string])[] = [
  ['ingrid.solberg', 'Ingrid Solberg', 'Chief Executive Officer', 'Operations', null, 'Europe/Berlin'],

  ['gregory.walsh', 'Gregory Walsh', 'Chief Operating Officer', 'Operations', 'ingrid.solberg', 'America/New_York'],
  ['naledi.dlamini', 'Naledi Dlamini', 'Head of IT', 'Operations', 'gregory.walsh', 'Europe/London'],
  ['sam.okafor', 'Sam Okafor', 'Service Desk Lead', 'Operations', 'naledi.dlamini', 'Europe/London'],
  ['priya.raman', 'Priya Raman', 'Device Support Lead', 'Operations', 'naledi.dlamini', 'Asia/Kolkata'],
  ['jonas.weber', 'Jonas Weber', 'Systems Administrator', 'Operations', 'naledi.dlamini', 'Europe/Berlin'],
  ['elena.petrova', 'Elena Petrova', 'IT Support Specialist', 'Operations', 'sam.okafor', 'Europe/Berlin'],
  ['marcus.hill', 'Marcus Hill', 'IT Support Specialist', 'Operations', 'sam.okafor', 'America/New_York'],
  ['grace.kim', 'Grace Kim', 'Network Engineer', 'Operations', 'jonas.weber', 'America/Los_Angeles'],
  ['rosa.delgado', 'Rosa Delgado', 'Device Technician', 'Operations', 'priya.raman', 'America/New_York'],
  ['claire.fontaine', 'Claire Fontaine', 'Office Manager', 'Operations', 'gregory.walsh', 'Europe/Paris'],
  ['yusuf.demir', 'Yusuf Demir', 'People Operations Manager', 'Operations', 'gregory.walsh', 'Europe/Berlin'],

  ['hiroshi.tanaka', 'Hiroshi Tanaka', 'VP of Engineering', 'Engineering', 'ingrid.solberg', 'America/Los_Angeles'],
  ['amara.nwosu', 'Amara Nwosu', 'Engineering Manager, Platform', 'Engineering', 'hiroshi.tanaka', 'Europe/London'],
  ['vikram.shetty', 'Vikram Shetty', 'Engineering Manager, Product', 'Engineering', 'hiroshi.tanaka', 'Asia/Kolkata'],
  ['lukas.brandt', 'Lukas Brandt', 'Senior Software Engineer', 'Engineering', 'amara.nwosu', 'Europe/Berlin'],
  ['chloe.martin', 'Chloe Martin', 'Site Reliability Engineer', 'Engineering', 'amara.nwosu', 'Europe/London'],
  ['ethan.brooks', 'Ethan Brooks', 'Software Engineer', 'Engineering', 'amara.nwosu', 'America/Los_Angeles'],
  ['noor.haddad', 'Noor Haddad', 'QA Engineer', 'Engineering', 'amara.nwosu', 'Europe/Berlin'],
  ['daniel.osei', 'Daniel Osei', 'Data Engineer', 'Engineering', 'amara.nwosu', 'Europe/London'],
  ['ananya.iyer', 'Ananya Iyer', 'Senior Software Engineer', 'Engineering', 'vikram.shetty', 'Asia/Kolkata'],
  ['rahul.menon', 'Rahul Menon', 'Software Engineer', 'Engineering', 'vikram.shetty', 'Asia/Kolkata'],
  ['zofia.kowalczyk', 'Zofia Kowalczyk', 'Frontend Engineer', 'Engineering', 'vikram.shetty', 'Europe/Berlin'],
  ['mateo.alvarez', 'Mateo Alvarez', 'Mobile Engineer', 'Engineering', 'vikram.shetty', 'America/New_York'],
  ['julia.schneider', 'Julia Schneider', 'Product Designer', 'Engineering', 'vikram.shetty', 'Europe/Berlin'],

  ['victoria.chen', 'Victoria Chen', 'Chief Revenue Officer', 'Sales', 'ingrid.solberg', 'America/New_York'],
  ['tom.becker', 'Tom Becker', 'Regional Sales Manager, Europe', 'Sales', 'victoria.chen', 'Europe/Berlin'],
  ['maria.lindqvist', 'Maria Lindqvist', 'Account Executive', 'Sales', 'tom.becker', 'Europe/Stockholm'],
  ['pierre.lambert', 'Pierre Lambert', 'Account Executive', 'Sales', 'tom.becker', 'Europe/Paris'],
  ['aisha.rahman', 'Aisha Rahman', 'Sales Development Representative', 'Sales', 'tom.becker', 'Europe/London'],
  ['jack.sullivan', 'Jack Sullivan', 'Regional Sales Manager, Americas', 'Sales', 'victoria.chen', 'America/New_York'],
  ['camila.torres', 'Camila Torres', 'Account Executive', 'Sales', 'jack.sullivan', 'America/Los_Angeles'],
  ['tyler.jackson', 'Tyler Jackson', 'Sales Engineer', 'Sales', 'jack.sullivan', 'America/Los_Angeles'],
  ['megan.obrien', "Megan O'Brien", 'Account Executive', 'Sales', 'jack.sullivan', 'America/New_York'],
  ['sofia.rossi', 'Sofia Rossi', 'Marketing Manager', 'Sales', 'victoria.chen', 'Europe/Berlin'],

  ['robert.hayes', 'Robert Hayes', 'Chief Financial Officer', 'Finance', 'ingrid.solberg', 'America/New_York'],
  ['katarina.novak', 'Katarina Novak', 'Controller', 'Finance', 'robert.hayes', 'Europe/Berlin'],
  ['samuel.mensah', 'Samuel Mensah', 'Senior Accountant', 'Finance', 'katarina.novak', 'Europe/London'],
  ['fatima.siddiqui', 'Fatima Siddiqui', 'Payroll Specialist', 'Finance', 'katarina.novak', 'Europe/London'],
  ['wei.zhang', 'Wei Zhang', 'Financial Analyst', 'Finance', 'robert.hayes', 'America/New_York'],
];

export function planDepartments(): DepartmentRow[] {
  return DEPARTMENTS.map((name, index) => ({ id: index + 1, name }));
}

export function planPeople(): PersonRow[] {
  const order = PEOPLE.map(([key]) => key);
  return PEOPLE.map(([key, name, title, department, manager, timeZone], index) => ({
    id: index + 1,
    email: emailOf(key),
    name,
    title,
    departmentId: DEPARTMENTS.indexOf(department) + 1,
    managerId: manager === null ? null : order.indexOf(manager) + 1,
    timeZone,
    status: 'active',
    privileged: key === ADMINISTRATOR,
  }));
}

export function departmentOf(person: PersonRow): DepartmentName {
  return DEPARTMENTS[person.departmentId - 1] ?? 'Operations';
}

function emailOf(key: string): string {
  return `${key}@${DOMAIN}`;
}

/** @throws RangeError when a table names somebody who does not work here. */
export function byKey(people: readonly PersonRow[], key: string): PersonRow {
  return byEmail(people, emailOf(key));
}

/** @throws RangeError */
export function byEmail(people: readonly PersonRow[], address: string): PersonRow {
  const person = people.find(({ email }) => email === address);
  if (!person) throw new RangeError(`nobody here is called ${address}`);
  return person;
}
