/** Something that must not happen, the statements that try it, and what refuses it: a constraint by its name, or a trigger by its words. */
export interface Guard {
  readonly that: string;
  readonly by: string;
  readonly sql: string;
}

export const person = (email: string) => `(select id from people where email = '${email}@example.test')`;
export const team = (key: string) => `(select id from teams where key = '${key}')`;

/** An insert whose row differs from an allowed one in the given columns only. Values are SQL. */
export function inserting(table: string, allowed: Readonly<Record<string, string>>) {
  return (changed: Readonly<Record<string, string>>): string => {
    const row = { ...allowed, ...changed };
    return `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`;
  };
}
