import { inserting, person, type Guard } from './guard.ts';

const article = inserting('articles', {
  key: "'wifi'",
  version: '1',
  origin: "'file'",
  title: "'Wi-Fi'",
  keywords: "''",
  body: "'Turn it on.'",
  state: "'published'",
  updated_at: 'now()',
});
const VPN = "(select id from articles where key = 'vpn')";
const OFFER = '(select max(id) from answer_offers)';
const version = inserting('article_versions', {
  article_id: VPN,
  version: '2',
  title: "'VPN'",
  keywords: "''",
  body: "'Start it.'",
  state: "'published'",
  at: 'now()',
});
const offer = inserting('answer_offers', {
  person_id: person('maria'),
  request_id: 'gen_random_uuid()',
  kind: "'asked'",
  words: "'vpn'",
  goes_on: "'ticket.report'",
  values: "'{}'",
  at: 'now()',
});
const offered = inserting('answer_offer_articles', { offer_id: OFFER, rank: '2', article_id: VPN, version: '1', score: '0.7' });
const outcome = inserting('answer_outcomes', { offer_id: OFFER, outcome: "'solved'", at: 'now()' });
const link = inserting('ticket_links', { ticket_id: '1002', other_id: '1001', kind: "'related'", by_id: person('sam'), at: 'now()' });

export const answerGuards: readonly Guard[] = [
  { that: 'two articles of one name', by: 'articles_key_key', sql: article({ key: "'vpn'" }) },
  {
    that: 'two articles of one ticket',
    by: 'articles_one_of_ticket_key',
    sql: `${article({ ticket_id: '1001' })}; ${article({ key: "'other'", ticket_id: '1001' })}`,
  },
  { that: 'an article whose name is no file’s', by: 'articles_key_shape', sql: article({ key: "'../wifi'" }) },
  { that: 'an article without a version', by: 'articles_version_positive', sql: article({ version: '0' }) },
  { that: 'an article in no known state', by: 'articles_state_known', sql: article({ state: "'hidden'" }) },
  {
    that: 'an article from nowhere',
    by: 'articles_origin_known',
    sql: article({ origin: "'mail'", ticket_id: '1001', author_id: person('sam'), team_id: '1' }),
  },
  { that: 'an article without a title', by: 'articles_title_length', sql: article({ title: "''" }) },
  { that: 'an article that says nothing', by: 'articles_body_length', sql: article({ body: "''" }) },
  { that: 'an article from chat without its author', by: 'articles_from_chat_whole', sql: article({ origin: "'chat'" }) },
  { that: 'an article of no known team', by: 'articles_team_id_teams_id_fk', sql: article({ team_id: '99' }) },
  { that: 'an article of no known ticket', by: 'articles_ticket_id_tickets_id_fk', sql: article({ ticket_id: '99' }) },
  { that: 'an article by nobody', by: 'articles_author_id_people_id_fk', sql: article({ author_id: '99' }) },
  { that: 'a change of an article that is not kept', by: 'articles_kept', sql: `update articles set version = 2; set constraints all immediate` },
  { that: 'one version kept twice', by: 'article_versions_article_id_version_pk', sql: version({ version: '1' }) },
  { that: 'a version before the first', by: 'article_versions_numbered', sql: version({ version: '0' }) },
  { that: 'a version of no article', by: 'article_versions_article_id_articles_id_fk', sql: version({ article_id: '99' }) },
  { that: 'a version of no known team', by: 'article_versions_team_id_teams_id_fk', sql: version({ team_id: '99' }) },
  { that: 'a version by nobody', by: 'article_versions_by_id_people_id_fk', sql: version({ by_id: '99' }) },
  { that: 'a version changed afterwards', by: 'article_versions is append-only', sql: "update article_versions set title = 'x'" },
  { that: 'versions thrown away', by: 'article_versions is append-only', sql: 'truncate article_versions cascade' },
  { that: 'an offer to nobody', by: 'answer_offers_person_id_people_id_fk', sql: offer({ person_id: '99' }) },
  { that: 'an offer beside no known ticket', by: 'answer_offers_ticket_id_tickets_id_fk', sql: offer({ ticket_id: '99' }) },
  { that: 'an offer of no known kind', by: 'answer_offers_kind_known', sql: offer({ kind: "'pushed'" }) },
  { that: 'an offer beside no ticket', by: 'answer_offers_linked_to_ticket', sql: offer({ kind: "'linked'" }) },
  { that: 'two answers in one place of an offer', by: 'answer_offer_articles_offer_id_rank_pk', sql: offered({ rank: '1' }) },
  { that: 'one answer offered twice at once', by: 'answer_offer_articles_once_key', sql: offered({}) },
  { that: 'a fourth answer', by: 'answer_offer_articles_rank_range', sql: offered({ rank: '4' }) },
  { that: 'an answer that fits more than wholly', by: 'answer_offer_articles_score_range', sql: offered({ score: '1.5' }) },
  {
    that: 'an offer of a version that never was',
    by: 'answer_offer_articles_version_fk',
    sql: `delete from answer_offer_articles; ${offered({ version: '7' })}`,
  },
  { that: 'an answer in no offer', by: 'answer_offer_articles_offer_id_answer_offers_id_fk', sql: offered({ offer_id: '99' }) },
  {
    that: 'the same outcome twice',
    by: 'answer_outcomes_offer_id_outcome_pk',
    sql: `${outcome({ outcome: "'potential'" })}; ${outcome({ outcome: "'potential'" })}`,
  },
  { that: 'two ends of one offer', by: 'answer_outcomes_one_end_key', sql: `${outcome({})}; ${outcome({ outcome: "'unsolved'" })}` },
  { that: 'an outcome of no known kind', by: 'answer_outcomes_known', sql: outcome({ outcome: "'maybe'" }) },
  { that: 'an outcome of no offer', by: 'answer_outcomes_offer_id_answer_offers_id_fk', sql: outcome({ offer_id: '99' }) },
  { that: 'an outcome changed afterwards', by: 'answer_outcomes is append-only', sql: `${outcome({})}; update answer_outcomes set at = now()` },
  { that: 'outcomes thrown away', by: 'answer_outcomes is append-only', sql: 'truncate answer_outcomes' },
  { that: 'a reported text of no length', by: 'ticket_texts_length', sql: "update ticket_texts set text = ''" },
  {
    that: 'a reported text of no ticket',
    by: 'ticket_texts_ticket_id_tickets_id_fk',
    sql: "insert into ticket_texts (ticket_id, week, text) values (99, 1, 'x')",
  },
  { that: 'two links of one kind between two tickets', by: 'ticket_links_ticket_id_other_id_kind_pk', sql: `${link({})}; ${link({})}` },
  {
    that: 'two parents of one ticket',
    by: 'ticket_links_one_parent_key',
    sql: `${anotherTicket()}; ${link({ kind: "'parent'" })}; ${link({ kind: "'parent'", other_id: '1003' })}`,
  },
  { that: 'a ticket linked to itself', by: 'ticket_links_elsewhere', sql: link({ other_id: '1002' }) },
  { that: 'a link of no known kind', by: 'ticket_links_kind_known', sql: link({ kind: "'cousin'" }) },
  { that: 'tickets more than wholly alike', by: 'ticket_links_score_range', sql: link({ kind: "'similar'", by_id: 'null', score: '1.5' }) },
  { that: 'a likeness that nobody measured', by: 'ticket_links_similar_by_desk', sql: link({ kind: "'similar'" }) },
  { that: 'two tickets called related by nobody', by: 'ticket_links_related_by_person', sql: link({ by_id: 'null' }) },
  { that: 'a link of no ticket', by: 'ticket_links_ticket_id_tickets_id_fk', sql: link({ ticket_id: '99' }) },
  { that: 'a link to no ticket', by: 'ticket_links_other_id_tickets_id_fk', sql: link({ other_id: '99' }) },
  { that: 'a link by nobody', by: 'ticket_links_by_id_people_id_fk', sql: link({ by_id: '99' }) },
];

function anotherTicket(): string {
  return `insert into tickets (id, version, requester_id, team_id, state, title, urgency, priority, created_at, updated_at)
    select 1003, 1, requester_id, team_id, 'new', title, urgency, priority, now(), now() from tickets where id = 1001;
    insert into ticket_events (ticket_id, seq, type, data, at) values (1003, 1, 'reported', '{}', now())`;
}

/** What these guards need to be there. */
export const ANSWERS_ALLOWED = `
  insert into articles (key, version, origin, title, keywords, body, state, updated_at) values ('vpn', 1, 'file', 'VPN', '', 'Start it.', 'published', now());
  insert into article_versions (article_id, version, title, keywords, body, state, at) select id, 1, title, keywords, body, state, now() from articles;
  insert into answer_offers (person_id, request_id, kind, words, goes_on, values, at)
    values (${person('maria')}, gen_random_uuid(), 'asked', 'vpn', 'ticket.report', '{}', now());
  insert into answer_offer_articles (offer_id, rank, article_id, version, score) select o.id, 1, a.id, 1, 0.7 from answer_offers o, articles a;
`;
