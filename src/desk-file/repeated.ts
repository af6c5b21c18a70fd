import type { Path, Problem, YamlText } from './yaml-text.ts';

type Found = readonly (readonly [path: Path, value: unknown])[];

/** What must not be said twice, and what can never be reached. Looked for in what stands there, so that no other problem hides it. */
export function repeatedIn(yaml: YamlText): Problem[] {
  const { value } = yaml;
  const teams = entriesOf(value, ['teams']);
  const within = (path: Path, name: string): Found => entriesOf(value, path).flatMap(([inner, item]) => pick(inner, item, name));
  const phrases = entriesOf(value, ['phrases']).flatMap(([path]) => entriesOf(value, path));
  return [
    ...twice(yaml, within(['policies'], 'id'), 'Another policy has this id.'),
    ...twice(yaml, within(['categories'], 'name'), 'Another category has this name.'),
    ...twice(yaml, within(['teams'], 'name'), 'Another team has this name.'),
    ...twice(yaml, within(['teams'], 'channel'), 'Another team works in this channel. A channel belongs to one team.'),
    ...teams.flatMap(([path]) => twice(yaml, within([...path, 'members'], 'email'), 'This person is in the team already.')),
    ...twice(yaml, within(['products'], 'name'), 'Another product has this name.'),
    ...entriesOf(value, ['products']).flatMap(([path]) => [
      ...twice(yaml, within([...path, 'levels'], 'name'), 'Another level of this product has this name.'),
      ...twice(yaml, within([...path, 'terms'], 'contract'), 'Another term of this product has this contract.'),
    ]),
    ...twice(yaml, within(['summaries'], 'who'), 'This person has a summary in the file already. Everybody has one at most.'),
    ...twice(yaml, phrases, 'This phrase stands in the file already. It can mean one thing only.'),
    ...['policies', 'routing', 'auto_replies'].flatMap((name) => unreachable(yaml, entriesOf(value, [name]))),
  ];
}

function entriesOf(value: unknown, path: Path): Found {
  const inner = path.reduce<unknown>((at, step) => (isGroup(at) ? at[step] : undefined), value);
  return isGroup(inner) ? Object.entries(inner).map(([key, item]) => [[...path, key], item]) : [];
}

function pick(path: Path, item: unknown, name: string): Found {
  return isGroup(item) && item[name] !== undefined && item[name] !== null ? [[[...path, name], item[name]]] : [];
}

function twice(yaml: YamlText, found: Found, sentence: string): Problem[] {
  const seen = new Set<string>();
  return found.flatMap(([path, value]) => {
    const same = (typeof value === 'string' ? value.trim().toLowerCase() : JSON.stringify(value)) ?? '';
    if (seen.has(same)) return [{ ...yaml.placeOf(path, 'value'), sentence }];
    seen.add(same);
    return [];
  });
}

/** The first that fits is taken, so what comes after one that fits everything, or the same, has no effect. */
function unreachable(yaml: YamlText, found: Found): Problem[] {
  const earlier = new Set<string>();
  return found.flatMap(([path, item]) => {
    const when: unknown = isGroup(item) ? (item['when'] ?? {}) : undefined;
    const problem = earlier.has('{}') ? 'fits everything' : earlier.has(JSON.stringify(when)) ? 'fits the same' : undefined;
    if (when !== undefined) earlier.add(JSON.stringify(when));
    return problem === undefined ? [] : [{ ...yaml.placeOf(path, 'value'), sentence: `This is never reached: one before it ${problem}.` }];
  });
}

function isGroup(value: unknown): value is Record<PropertyKey, unknown> {
  return value !== null && typeof value === 'object';
}
