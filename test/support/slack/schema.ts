/** A few combinators to write Block Kit's rules down as a table. A check adds what it finds wrong, with a JSON pointer. */
export type Check = (value: unknown, at: string, problems: string[]) => void;

export type Fields = Readonly<Record<string, Check>>;

const say = (problems: string[], problem: string, at: string) => void problems.push(`${problem} [json-pointer:${at}]`);

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Characters are UTF-16 code units, as everywhere in Slack's limits. */
export function str(max: number, { min = 0, pattern }: { readonly min?: number; readonly pattern?: RegExp } = {}): Check {
  return (value, at, problems) => {
    if (typeof value !== 'string') return say(problems, 'must be a string', at);
    if (value.length < min) say(problems, `must be more than ${min - 1} characters`, at);
    if (value.length > max) say(problems, `must be less than ${max + 1} characters`, at);
    if (pattern && !pattern.test(value)) say(problems, `must match ${pattern.source}`, at);
  };
}

export const bool: Check = (value, at, problems) => {
  if (typeof value !== 'boolean') say(problems, 'must be a boolean', at);
};

export function int(min: number, max: number): Check {
  return (value, at, problems) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return say(problems, 'must be an integer', at);
    if (value < min || value > max) say(problems, `must be between ${min} and ${max}`, at);
  };
}

export function among(...values: readonly (string | number)[]): Check {
  return (value, at, problems) => {
    if (!values.some((known) => known === value)) say(problems, `must be one of ${values.join(', ')}`, at);
  };
}

export function list(each: Check, max: number, min = 1): Check {
  return (value, at, problems) => {
    if (!Array.isArray(value)) return say(problems, 'must be an array', at);
    if (value.length < min) say(problems, `no fewer than ${min} items allowed`, at);
    if (value.length > max) say(problems, `no more than ${max} items allowed`, at);
    for (const [index, item] of value.entries()) each(item, `${at}/${index}`, problems);
  };
}

/** An object with exactly these fields; `extra` sees it as a whole. */
export function shape(required: Fields, optional: Fields = {}, extra?: (value: Record<string, unknown>) => readonly string[]): Check {
  return (value, at, problems) => {
    if (!isRecord(value)) return say(problems, 'must be an object', at);
    for (const [name, check] of Object.entries(required)) {
      if (value[name] === undefined) say(problems, `missing required field: ${name}`, at);
      else check(value[name], `${at}/${name}`, problems);
    }
    for (const [name, given] of Object.entries(value)) {
      if (Object.hasOwn(required, name)) continue;
      const check = Object.hasOwn(optional, name) ? optional[name] : undefined;
      if (!check) say(problems, `invalid additional property: ${name}`, at);
      else check(given, `${at}/${name}`, problems);
    }
    for (const problem of extra?.(value) ?? []) say(problems, problem, at);
  };
}

/** One of several objects that are told apart by their `type`. */
export function byType(table: Readonly<Record<string, Check>>): Check {
  return (value, at, problems) => {
    if (!isRecord(value)) return say(problems, 'must be an object', at);
    const { type } = value;
    const check = typeof type === 'string' && Object.hasOwn(table, type) ? table[type] : undefined;
    if (!check) return say(problems, `unsupported type: ${typeof type === 'string' ? type : typeof type}`, `${at}/type`);
    check(value, at, problems);
  };
}

export function pick<T>(table: Readonly<Record<string, T>>, ...names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(table).filter(([name]) => names.includes(name)));
}

/** Exactly one of these fields. */
export function oneOf(...names: readonly string[]): (value: Record<string, unknown>) => readonly string[] {
  return (value) => (names.filter((name) => value[name] !== undefined).length === 1 ? [] : [`must have exactly one of ${names.join(', ')}`]);
}

/** At least one of these fields. */
export function someOf(...names: readonly string[]): (value: Record<string, unknown>) => readonly string[] {
  return (value) => (names.some((name) => value[name] !== undefined) ? [] : [`must have at least one of ${names.join(', ')}`]);
}
