/** What a card or button here is about: `offer-12`, `article-7`, or the ticket `ticket-1042` of which an article is made. */
export type Subject = { readonly kind: 'offer' | 'article' | 'ticket'; readonly id: number };

export const KNOWLEDGE = 'knowledge';

export function subjectName(kind: Subject['kind'], id: number): string {
  return `${kind}-${id}`;
}

/** Undefined for what names nothing here: subjects come from outside. */
export function parseSubject(text: string): Subject | undefined {
  const [, kind, id] = /^(offer|article|ticket)-(\d{1,15})$/.exec(text) ?? [];
  return kind === 'offer' || kind === 'article' || kind === 'ticket' ? { kind, id: Number(id) } : undefined;
}
