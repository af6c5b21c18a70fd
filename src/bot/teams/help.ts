import type { Block, Button, Card, Post } from '#core/card.ts';
import type { Entrance } from '#core/front-end.ts';

const JUST_WRITE = 'Write to me in your own words what is wrong or what you need. Pictures and files may come along.';
const WORDS = 'Words that I know: ';

/** Ways in that need no message to start from, as buttons. */
function entranceButtons(entrances: readonly Entrance[]): Button[] {
  return entrances.filter(isWay).map(({ label, action, quotes }) => ({ label, action, opensForm: quotes === 'form' }));
}

export function isWay({ quotes }: Entrance): boolean {
  return quotes !== 'at_once';
}

/** What somebody reads when the app is added for them. */
export function welcome(entrances: readonly Entrance[]): Post {
  return { text: 'Hello! I am your IT service desk.', card: helpCard('Hello! I am your IT service desk.', entrances) };
}

export function help(entrances: readonly Entrance[]): Post {
  return { text: 'What I can do for you', card: helpCard('What I can do for you', entrances) };
}

function helpCard(title: string, entrances: readonly Entrance[]): Card {
  const ways = entrances.filter(isWay);
  const facts = [
    ...ways.map(({ word, label }) => ({ label: word, value: label })),
    { label: 'home', value: 'Everything of yours on one page' },
    { label: 'T-1042', value: 'How the request with that number stands' },
  ];
  const examples = ways.flatMap(({ example }) => (example === undefined ? [] : [`“${example}”`]));
  const blocks: Block[] = [
    { kind: 'text', text: JUST_WRITE },
    ...(examples.length > 0 ? [{ kind: 'text' as const, text: `For example: ${examples.join(', ')}`, subtle: true }] : []),
    { kind: 'text', text: WORDS, subtle: true },
    { kind: 'facts', facts },
  ];
  return { title, tone: 'neutral', blocks, buttons: entranceButtons(entrances) };
}
