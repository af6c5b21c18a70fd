import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument, visit, type Document, type Node, type Pair } from 'yaml';

/** Something to mend, at a place in the file. */
export interface Problem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** One sentence, or two when it says what may have been meant. */
  readonly sentence: string;
}

export type Path = readonly PropertyKey[];

/** A file that YAML can be read from, and where in it each setting stands. */
export interface YamlText {
  readonly value: unknown;
  /** Of the key of a setting, or of its value; of what is missing, the setting that lacks it. */
  readonly placeOf: (path: Path, of: 'key' | 'value') => { readonly line: number; readonly column: number };
}

/** @returns problems when the text is not YAML at all */
export function readYaml(source: string): YamlText | { readonly problems: readonly Problem[] } {
  const document = parseDocument(source, { prettyErrors: false, stringKeys: true });
  // Not by the parser's LineCounter, which misses lines after a stray bracket.
  const placeAt = (offset: number) => {
    const lines = source.slice(0, offset).split('\n');
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  };
  const wrong = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    ...placeAt(pos[0]),
    sentence: WORDS[code] ?? sentenceOf(message),
  }));
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document)) wrong.push({ ...placeAt(alias.range?.[0] ?? 0), sentence: `Nothing before this is called “&${alias.source}”.` });
    },
  });
  if (wrong.length > 0) return { problems: wrong };
  try {
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    return { value, placeOf: (path, of) => placeAt(offsetOf(document, path, of)) };
  } catch (error) {
    // What aliases stand for grows without end.
    return { problems: [{ line: 1, column: 1, sentence: sentenceOf(error instanceof Error ? error.message : String(error)) }] };
  }
}

/** For mistakes that people make; others have the words of the parser. */
const WORDS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'This key stands here twice.',
  TAB_AS_INDENT: 'Lines are indented with blanks, not with tabs.',
  BAD_INDENT: 'This line is indented differently from those it belongs to.',
  MISSING_CHAR: 'Something is missing here: a closing quote or bracket, or a “:” after a key.',
  MULTILINE_IMPLICIT_KEY: 'A key is on one line and ends with “:”.',
  BLOCK_AS_IMPLICIT_KEY: 'There is a second “:” here. Put text that has one in quotes.',
  MULTIPLE_DOCS: 'The file begins anew here (“---”). One file holds all settings.',
  NON_STRING_KEY: 'A key is a plain word.',
};

function sentenceOf(message: string): string {
  const line = (message.split('\n')[0] ?? '').trim().replace(/[.:]*$/, '');
  return `This is not YAML: ${line}.`;
}

function offsetOf(document: Document, path: Path, of: 'key' | 'value'): number {
  let at: { key: number; value: Node | null } = { key: 0, value: document.contents };
  for (const step of path) {
    const next = stepInto(resolved(document, at.value), step);
    if (!next) return at.key;
    at = next;
  }
  const isEmpty = at.value === null || (isScalar(at.value) && at.value.value === null && at.value.source === '');
  return of === 'key' || isEmpty ? at.key : (at.value?.range?.[0] ?? at.key);
}

function resolved(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

function stepInto(node: Node | null, step: PropertyKey): { key: number; value: Node | null } | undefined {
  if (isSeq<Node>(node)) {
    const item = node.items[Number(step)];
    return item && { key: item.range?.[0] ?? 0, value: item };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const pair = node.items.find((item): item is Pair<Node, Node | null> => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step));
  return pair && { key: pair.key.range?.[0] ?? 0, value: pair.value };
}
