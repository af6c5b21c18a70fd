import { z } from 'zod';
import { isZone } from '#rules/business-time/zone.ts';
import type { Tx } from '#store/database.ts';
import { peopleWithManagers, savePerson, setManager, type StoredPerson } from '#store/people-import.ts';
import type { Report } from './report.ts';
import { readSheet, withoutDoubles, type Refused, type Row } from './sheet.ts';

const yesOrNo = z.enum(['yes', 'no'], 'is “yes” or “no”').transform((word) => word === 'yes');

/** The columns of a file of people. */
export const PERSON_COLUMNS = z.object({
  email: z.email('is not an e-mail address').transform((email) => email.toLowerCase()),
  name: z.string('is missing').max(200),
  title: z.string('is missing').max(200),
  department: z.string('is missing').max(200),
  /** Their e-mail address; without one, nobody. */
  manager: z
    .email('is not an e-mail address')
    .transform((email) => email.toLowerCase())
    .optional(),
  time_zone: z.string('is missing').refine(isZone, 'is not the name of a time zone, such as Europe/Vienna'),
  status: z.enum(['active', 'left'], 'is “active” or “left”').default('active'),
  /** Administrators of systems: they never reset their own accounts in chat. */
  privileged: yesOrNo.default(false),
});

type PersonLine = z.infer<typeof PERSON_COLUMNS>;

/** Adds people and changes those who are known by their address. Nobody is removed: who has gone is `left`. */
export async function importPeople(tx: Tx, text: string): Promise<Report> {
  const { rows, refused } = withoutDoubles(readSheet(text, PERSON_COLUMNS), ({ email }) => email);
  const known = await peopleWithManagers(tx);
  const { taken, refused: unmanaged } = checkManagers(rows, known);
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const ids = new Map([...known].map(([email, { id }]) => [email, id]));
  for (const { value } of taken) {
    const before = known.get(value.email);
    const { manager: _, time_zone: timeZone, ...line } = value;
    ids.set(value.email, await savePerson(tx, { ...line, timeZone }, before));
    counts[!before ? 'added' : isSame(before, value) ? 'unchanged' : 'changed'] += 1;
  }
  for (const { value } of taken) {
    const before = known.get(value.email);
    if (before?.manager === value.manager) continue;
    await setManager(tx, ids.get(value.email) ?? 0, value.manager === undefined ? null : (ids.get(value.manager) ?? null));
  }
  return { ...counts, refused: [...refused, ...unmanaged] };
}

function isSame(before: StoredPerson, { time_zone: timeZone, ...line }: PersonLine): boolean {
  const { id: _, ...stored } = before;
  const now: Omit<StoredPerson, 'id'> = { ...line, timeZone, manager: line.manager };
  return Object.entries(now).every(([name, value]) => stored[name as keyof typeof stored] === value);
}

/** Who has a manager whom nobody knows, or who manages themselves by some way round, cannot be taken. Refusing one may leave others without theirs. */
function checkManagers(rows: readonly Row<PersonLine>[], known: ReadonlyMap<string, StoredPerson>): { taken: Row<PersonLine>[]; refused: Refused[] } {
  const refused: Refused[] = [];
  let taken = [...rows];
  for (let before = -1; before !== taken.length;) {
    before = taken.length;
    const managers = new Map([...known].map(([email, { manager }]) => [email, manager]));
    for (const { value } of taken) managers.set(value.email, value.manager);
    taken = taken.filter(({ line, value }) => {
      const why = problemWith(value, managers);
      if (why !== undefined) refused.push({ line, why });
      return why === undefined;
    });
  }
  return { taken, refused };
}

function problemWith({ email, manager }: PersonLine, managers: ReadonlyMap<string, string | undefined>): string | undefined {
  if (manager === undefined) return undefined;
  if (!managers.has(manager)) return `manager: nobody has the address “${manager}”, here or in the desk`;
  const seen = new Set<string>();
  for (let above: string | undefined = manager; above !== undefined && !seen.has(above); above = managers.get(above)) {
    if (above === email) return 'manager: by this they would be their own manager';
    seen.add(above);
  }
  return undefined;
}
