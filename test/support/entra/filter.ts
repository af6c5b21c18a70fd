// Clauses that Graph takes by default, without its index; strings end at a single apostrophe, as in OData.
const CLAUSE = /(?:(\w+) eq '((?:[^']|'')*)'|(\w+)\/any\((\w+):\4 eq '((?:[^']|'')*)'\))( or |$)/y;

/** Whether something passes a filter of OData; undefined for one that cannot be read, or asks for what cannot be filtered by. */
export function parseFilter(text: string, filterable: readonly string[]): ((candidate: object) => boolean) | undefined {
  const clauses: { readonly property: string; readonly value: string }[] = [];
  for (CLAUSE.lastIndex = 0; CLAUSE.lastIndex < text.length;) {
    const match = CLAUSE.exec(text);
    const property = match?.[1] ?? match?.[3];
    if (!match || property === undefined || !filterable.includes(property)) return undefined;
    clauses.push({ property, value: (match[2] ?? match[5] ?? '').replaceAll("''", "'").toLowerCase() });
  }
  return (candidate) =>
    clauses.some(({ property, value }) => {
      const held: unknown = Object.entries(candidate).find(([name]) => name === property)?.[1];
      return [held].flat().some((one) => typeof one === 'string' && one.toLowerCase() === value);
    });
}
