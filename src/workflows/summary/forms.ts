import type { ChoiceField, Form, TextField } from '#core/form.ts';
import type { Tx } from '#store/database.ts';
import { reachOf } from '#rules/summary-rights.ts';
import { standingOf } from '#store/summaries.ts';

const shortText = (name: string, label: string, question: string): TextField => {
  return { kind: 'text', multiline: false, maxLength: 200, name, label, question, required: true };
};

const OFTEN = 'How often, and at what time? For example: every Monday at 9, every working day at 8:30, or on the first of each month.';
const TIME = 'At what time? For example: 9:00.';

/** What `summary.set` still asks, one thing: `when`, `time`, or of which team, for the person in `teams-12` or `channel-12`. */
export async function missingForm(tx: Tx, subject: string): Promise<Form> {
  const [what, id] = subject.split('-');
  const title = 'Your summary';
  if (what === 'when') return { title, submit: 'Go on', fields: [shortText('when', 'How often, and when?', OFTEN)] };
  if (what === 'time') return { title, submit: 'Go on', fields: [shortText('at', 'At what time?', TIME)] };
  return { title, submit: 'Go on', fields: [await teamField(tx, Number(id), what === 'teams')] };
}

async function teamField(tx: Tx, personId: number, canBeAll: boolean): Promise<ChoiceField> {
  const reach = Number.isSafeInteger(personId) ? reachOf(await standingOf(tx, personId)) : undefined;
  const teams = reach && 'teams' in reach ? reach.teams : [];
  const question = canBeAll ? 'Of which team?' : 'Of which team, in its channel?';
  const options = teams.map(({ id, name }) => ({ value: String(id), label: name }));
  return {
    kind: 'choice',
    name: 'teams',
    label: question,
    question,
    required: true,
    options: canBeAll ? [{ value: 'all', label: 'All of them' }, ...options] : options,
  };
}

const ON_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** By value: `every` and the day. */
const CHOICES: ChoiceField['options'] = [
  { value: 'day', label: 'Every day' },
  { value: 'workday', label: 'Every working day' },
  ...[1, 2, 3, 4, 5, 6, 0].map((day) => ({ value: `week-${day}`, label: `Every ${ON_DAYS[day]}` })),
  { value: 'month-1', label: 'On the first of each month' },
];

export const changeForm: Form = {
  title: 'Change time',
  submit: 'Change',
  fields: [
    { kind: 'choice', name: 'often', label: 'How often?', question: 'How often?', required: true, options: CHOICES },
    shortText('at', 'At what time?', TIME),
  ],
};
