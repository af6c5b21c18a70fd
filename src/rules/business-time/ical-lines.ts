/** A property of an iCal file: `DTSTART;VALUE=DATE:20261225`. */
export interface ContentLine {
  /** Where it begins in the file, from 1. */
  readonly number: number;
  readonly name: string;
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
}

/** A line that is no property, as it stands in the file. */
interface OddLine {
  readonly number: number;
  readonly odd: string;
}

/** The properties of an iCal file, folded lines put together again (RFC 5545, 3.1). */
export function contentLines(text: string): (ContentLine | OddLine)[] {
  const unfolded: { number: number; text: string }[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .forEach((line, index) => {
      const last = unfolded.at(-1);
      if (/^[ \t]/.test(line) && last) last.text += line.slice(1);
      else if (line !== '') unfolded.push({ number: index + 1, text: line });
    });
  return unfolded.map(({ number, text }) => parseLine(number, text));
}

function parseLine(number: number, text: string): ContentLine | OddLine {
  const match = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/.exec(text);
  if (!match) return { number, odd: text };
  const [, name = '', params = '', value = ''] = match;
  const pairs = [...params.matchAll(/;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";])*)/g)];
  return {
    number,
    name: name.toUpperCase(),
    params: new Map(pairs.map(([, key = '', setting = '']) => [key.toUpperCase(), setting.replaceAll('"', '').toUpperCase()])),
    value,
  };
}

/** `Queen\, King` as people read it. */
export function plainText(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? ' ' : sign)).trim();
}
