import { sql } from 'drizzle-orm';
import { fit, worthOffering, type WordMatch } from '#rules/answers.ts';
import type { Tx } from './database.ts';

export interface Answer {
  readonly id: number;
  readonly version: number;
  readonly title: string;
  readonly body: string;
  /** Whether its links may be shown as such: they are not, where somebody typed them in chat. */
  readonly origin: 'file' | 'chat';
  /** How well it fits, 0 to 1. */
  readonly score: number;
}

interface Candidate extends Omit<Answer, 'score'> {
  readonly words: readonly WordMatch[];
  readonly total: number;
}

/** The published articles that answer these words for this person, best first, at most three; none when none really fits. */
export async function findAnswers(tx: Tx, personId: number, text: string): Promise<Answer[]> {
  return worthOffering(await scoredArticles(tx, personId, text));
}

/** The likeliest articles with their scores, whether they fit or not. */
export async function scoredArticles(tx: Tx, personId: number, text: string): Promise<Answer[]> {
  const words = wordsIn(text);
  if (words.length === 0) return [];
  const found = await tx.execute<Omit<Candidate, 'id'> & { id: string } & Record<string, unknown>>(candidates(personId, words));
  return [...found].map(({ words: matches, total, ...article }) => ({ ...article, id: Number(article.id), score: fit(matches, total) }));
}

/** A longer text tells nothing more of what it is about. */
const MOST_WORDS = 40;

function wordsIn(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .normalize('NFKC')
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].filter((word) => word.length > 1 && word.length <= 40 && !ASKING.has(word)).slice(0, MOST_WORDS);
}

/** Words of asking, greeting and time that Postgres does not take for stop words, and that tell nothing of the matter. */
const ASKING = new Set(
  (
    'get gets got getting need needs want wants would like please help hi hello hey thanks thank make makes let know tell use using cannot way possible someone somebody anyone something anything ' +
    'since morning afternoon today yesterday again always every minute minutes hour hours day days week weeks still already keep keeps'
  ).split(' '),
);

/** So many come into question. */
const LIKELY = 12;
/** From here on (0 to 1) a word is taken for a misspelling of one in a heading that is at most a letter longer or shorter. */
const MISSPELLED_AT = 0.4;

const READABLE = sql`(a.audience is null or a.audience = any((select audiences from reader)::text[]))`;

/**
 * One statement. Each word of the question is looked up on its own, so that its rarity is known; those that occur nowhere are compared
 * with the headings by their trigrams (`<%` finds what may be meant by the index). English stop words drop out. The state is asked for in other
 * words there: Postgres takes comparing trigrams for cheap, and would rather do it with every published article than use their index.
 * What the person may not read is out from the first: it neither takes the place of what they may, nor makes a word less rare.
 */
function candidates(personId: number, words: readonly string[]) {
  return sql`
    with reader as materialized (
      select array(select 'agents' where exists (select 1 from team_members m where m.person_id = ${personId})
        union all select d.name from people p join departments d on d.id = p.department_id where p.id = ${personId}) as audiences
    ), asked as (
      select word, query, numnode(query) > 0 as telling from (
        select word, plainto_tsquery('english', word) as english, plainto_tsquery('english', word) || plainto_tsquery('simple', word) as query
        from json_array_elements_text(${JSON.stringify(words)}::json) as word
      ) w where numnode(english) > 0
    ), counted as materialized (
      select word, query, (select count(*)::int from articles a where a.search @@ asked.query and a.state = 'published' and ${READABLE}) as documents from asked
    ), near as materialized (
      select c.word, a.id, a.heading from counted c join articles a on c.word <% a.heading
      where c.documents = 0 and length(c.word) >= 4 and a.state not in ('draft', 'retired') and ${READABLE}
    ), misspelled as materialized (
      select word, id, alike from (
        select word, id, max(similarity(word, part)) as alike, row_number() over (partition by word order by max(similarity(word, part)) desc, id) as place
        from near, regexp_split_to_table(heading, '[^[:alnum:]]+') part where abs(length(part) - length(word)) <= 1 group by word, id
      ) m where alike >= ${MISSPELLED_AT} and place <= ${LIKELY}
    ), likely as (
      select id, rank from (
        select a.id, ts_rank('{0.1, 0.3, 0.8, 1.0}', a.search, q.any) as rank
        from (select string_agg('(' || query::text || ')', ' | ')::tsquery as any from counted where documents > 0) q
        join articles a on a.search @@ q.any and a.state = 'published' and ${READABLE}
        union all select id, alike from misspelled
      ) r
    ), best as (
      select id from likely group by id order by max(rank) desc, id limit ${LIKELY}
    )
    select a.id, a.version, a.title, a.body, a.origin, (select count(*)::int from articles a where a.state = 'published' and ${READABLE}) as total,
      (select json_agg(json_build_object('documents', greatest(c.documents, (select count(*) from misspelled m where m.word = c.word)), 'weight',
        case when c.documents = 0 then coalesce((select 0.9 from misspelled m where m.word = c.word and m.id = a.id), 0)
             when ts_filter(a.search, '{a}') @@ c.query then 1 when ts_filter(a.search, '{b}') @@ c.query then 0.9 when a.search @@ c.query then 0.5 else 0 end))
       from counted c) as words
    from best join articles a using (id)`;
}
