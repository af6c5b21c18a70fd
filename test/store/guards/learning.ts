import { inserting, type Guard } from './guard.ts';

const example = inserting('intent_examples', {
  request_id: "(select request_id from inbox where key = 'k1')",
  text: "'hm'",
  guessed: "'greeting'",
  confidence: '0.5',
  platform: "'browser'",
});
const imported = { request_id: 'null', outcome: "'imported'", label: "'greeting'" };

export const learningGuards: readonly Guard[] = [
  { that: 'one message to learn from twice', by: 'intent_examples_request_key', sql: `${example({})}; ${example({})}` },
  { that: 'one lesson imported twice', by: 'intent_examples_imported_key', sql: `${example(imported)}; ${example(imported)}` },
  {
    that: 'a message to learn from that never came in',
    by: 'intent_examples_request_id_inbox_request_id_fk',
    sql: example({ request_id: 'gen_random_uuid()' }),
  },
  { that: 'a message of unknown outcome', by: 'intent_examples_outcome_known', sql: example({ outcome: "'perhaps'" }) },
  { that: 'more confidence than there is', by: 'intent_examples_confidence_range', sql: example({ confidence: '1.5' }) },
  { that: 'an imported lesson without a meaning', by: 'intent_examples_imported_labelled', sql: example({ ...imported, label: 'null' }) },
  { that: 'a message from nowhere', by: 'intent_examples_imported_labelled', sql: example({ request_id: 'null' }) },
];
