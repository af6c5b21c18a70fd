/** What a mention in a message is called when it is read as plain text. */
export type NameOf = (userId: string) => Promise<string>;

const TOKEN = /<([^<>\s|][^<>|]*)(?:\|([^<>]*))?>/g;

/**
 * A message's text as people see it: Slack wraps mentions and links in angle brackets and escapes three characters.
 * Undone in one pass, so that nothing that was typed can pass for Slack's own mark-up.
 */
export async function plainWords(text: string, nameOf: NameOf): Promise<string> {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    parts.push(unescape(text.slice(end, match.index)), await say(match[1] ?? '', match[2], nameOf));
    end = match.index + match[0].length;
  }
  parts.push(unescape(text.slice(end)));
  return parts.join('');
}

async function say(target: string, label: string | undefined, nameOf: NameOf): Promise<string> {
  const words = label === undefined ? undefined : unescape(label);
  if (target.startsWith('@')) return `@${words ?? (await nameOf(target.slice(1)))}`;
  if (target.startsWith('#')) return `#${words ?? target.slice(1)}`;
  if (target.startsWith('!')) return words ?? `@${target.slice(1).split('^')[0] ?? ''}`;
  const link = unescape(target.replace(/^(mailto|tel):/, ''));
  return words === undefined || words === link ? link : `${words} (${link})`;
}

function unescape(text: string): string {
  return text.replaceAll(/&(lt|gt|amp);/g, (_, name: string) => (name === 'lt' ? '<' : name === 'gt' ? '>' : '&'));
}

/** Whether it speaks to that user by name, and what is left when the name is taken away. */
export function addressedTo(text: string, userId: string): { readonly mentioned: boolean; readonly rest: string } {
  const name = new RegExp(`[ \\t]*<@${userId}(?:\\|[^<>]*)?>[ \\t]*`, 'g');
  if (text.search(name) < 0) return { mentioned: false, rest: text };
  return { mentioned: true, rest: text.replaceAll(name, ' ').trim() };
}
