import type { ChoiceField, Form, TextField } from '#core/form.ts';
import { PRIORITIES, RESOLUTION_CODES, URGENCIES } from '#core/ticket.ts';
import { SNOOZES } from '#rules/snooze.ts';
import { CODE_WORDS, PRIORITY_WORDS, SNOOZE_WORDS, URGENCY_WORDS } from './words.ts';

/** In UTF-16 code units: more than anybody types, and all of it is kept. */
const TEXT_MAX = 100_000;

const longText = (name: string, label: string, question: string, required = true): TextField => {
  return { kind: 'text', multiline: true, maxLength: TEXT_MAX, name, label, question, required };
};

const choice = (name: string, question: string, options: ChoiceField['options']): ChoiceField => {
  return { kind: 'choice', name, label: question, question, required: true, options };
};

const summary = longText('summary', 'What is wrong?', 'What is not working, and what do you see when you try?');

const urgency = choice(
  'urgency',
  'How much does it stop you?',
  URGENCIES.map((value) => ({ value, label: URGENCY_WORDS[value] })),
);

const same = choice('same', 'Is this about the same thing?', [
  { value: 'yes', label: 'Yes, add it there' },
  { value: 'no', label: 'No, something else' },
]);

const code = choice(
  'code',
  'How did it end?',
  RESOLUTION_CODES.map((value) => ({ value, label: CODE_WORDS[value] })),
);

const HOW = [
  { value: 'in_order', label: 'The second once the first has approved' },
  { value: 'all', label: 'Both at once, and both have to approve' },
  { value: 'any', label: 'Both at once, and one is enough' },
];

export function textForm(title: string, submit: string, label: string, question: string): Form {
  return { title, submit, fields: [longText('text', label, question)] };
}

const NAME_MAX = 200;
const name = (field: string, label: string, question: string, required: boolean): TextField => {
  return { kind: 'text', multiline: false, maxLength: NAME_MAX, name: field, label, question, required };
};

const whom = name('whom', 'For whom, if it is not for you (a name or an email address)', 'For whom is it?', false);

const confidential: ChoiceField = {
  ...choice('private', 'Is it confidential?', [{ value: 'yes', label: 'Yes: hide it from the team’s channel' }]),
  required: false,
};

/** When it is meant for none of those who have that name. */
export const NOBODY = 'nobody';

export const reportForm: Form = { title: 'Report a problem', submit: 'Send', fields: [summary, urgency, whom, confidential] };
export const whichForm = (called: string, people: ChoiceField['options']): Form => ({
  title: 'Who is meant?',
  submit: 'Go on',
  fields: [choice('which', `Which ${called} is it for?`, [...people, { value: NOBODY, label: 'None of them; it is for me' }])],
});
export const informForm: Form = {
  title: 'Keep somebody informed',
  submit: 'Add',
  fields: [name('who', 'Who shall hear of it (a name or an email address)?', 'Who shall hear of it?', true)],
};
export const sameForm: Form = { title: 'Is this the same?', submit: 'Go on', fields: [summary, { ...urgency, required: false }, same] };
export const questionForm: Form = {
  title: 'Ask a person',
  submit: 'Ask',
  fields: [longText('summary', 'Your question', 'What would you like to know?')],
};
export const addForm: Form = { title: 'Add to your request', submit: 'Send', fields: [longText('text', 'Your message', 'What would you like to add?')] };
export const replyForm: Form = {
  title: 'Reply to the requester',
  submit: 'Send',
  fields: [longText('text', 'Your reply (the requester reads it)', 'What shall I tell the requester?')],
};
export const noteForm: Form = { title: 'Private note', submit: 'Keep', fields: [longText('text', 'Your note (only your team reads it)', 'What is the note?')] };
export const askForm: Form = { title: 'Ask the requester', submit: 'Ask', fields: [longText('text', 'Your question', 'What shall I ask the requester?')] };
export const resolveForm: Form = {
  title: 'Resolve',
  submit: 'Resolve',
  fields: [code, longText('summary', 'What was done (the requester reads it)', 'What was done?')],
};
export const priorityForm: Form = {
  title: 'Set the priority',
  submit: 'Set',
  fields: [
    choice(
      'priority',
      'How urgent is it?',
      PRIORITIES.map((value) => ({ value: String(value), label: PRIORITY_WORDS[value] })),
    ),
  ],
};
export const kindForm = (kinds: ChoiceField['options']): Form => ({
  title: 'Set the kind',
  submit: 'Set',
  fields: [choice('kind', 'What is it?', kinds)],
});
export const handOverForm = (colleagues: ChoiceField['options']): Form => ({
  title: 'Hand over',
  submit: 'Hand over',
  fields: [
    choice('to', 'Who takes it over?', colleagues),
    longText('word', 'A word for them (if you like; the requester does not read it)', 'What should they know?', false),
  ],
});
export const escalateForm = (teams: ChoiceField['options']): Form => ({
  title: 'Pass to another team',
  submit: 'Pass on',
  fields: [choice('team', 'Which team?', teams), longText('reason', 'Why (the other team reads it)', 'Why is it theirs?')],
});
export const askApprovalForm = (people: ChoiceField['options']): Form => ({
  title: 'Ask for approval',
  submit: 'Ask',
  fields: [
    choice('who', 'Who decides?', people),
    { ...longText('what', 'What exactly', 'What exactly is to be approved?'), multiline: false, maxLength: 300 },
    longText('why', 'Why (they read it)', 'Why is it needed?'),
    { ...longText('cost', 'What it costs, if you know', 'What does it cost?', false), multiline: false, maxLength: 100 },
    { ...choice('also', 'Who else, if anybody?', people), required: false },
    { ...choice('how', 'If there are two', HOW), required: false },
  ],
});
export const goOnForm: Form = {
  title: 'Go on without approval',
  submit: 'Go on',
  fields: [longText('reason', 'Why (whoever was asked reads it)', 'Why need it not be approved?')],
};
export const mergeForm = (tickets: ChoiceField['options']): Form => ({
  title: 'Merge',
  submit: 'Merge',
  fields: [choice('into', 'Which ticket is about the same thing?', tickets)],
});
export const splitForm = (teams: ChoiceField['options']): Form => ({
  title: 'Split',
  submit: 'Make a second ticket',
  fields: [
    name('title', 'What is the second matter called (the requester reads it)?', 'What is the second matter called?', true),
    longText('words', 'What it is about (the requester reads it)', 'What is it about?'),
    choice('team', 'Which team?', teams),
  ],
});
export const linkForm: Form = {
  title: 'Link',
  submit: 'Link',
  fields: [{ ...name('other', 'Which ticket belongs with it (its number, such as T-1042)?', 'Which ticket belongs with it?', true), maxLength: 20 }],
};
export const unlinkForm = (others: ChoiceField['options']): Form => ({
  title: 'End a link',
  submit: 'End it',
  fields: [choice('other', 'Which ticket does not belong with it?', others)],
});
export const snoozeForm: Form = {
  title: 'Snooze',
  submit: 'Snooze',
  fields: [
    choice(
      'when',
      'Until when?',
      SNOOZES.map((value) => ({ value, label: SNOOZE_WORDS[value] })),
    ),
    {
      kind: 'text',
      multiline: false,
      maxLength: 30,
      name: 'at',
      label: 'Date and time, such as 2026-12-03 14:00 (only if you chose that)',
      question: 'Until which date and time? For example 2026-12-03 14:00.',
      required: false,
    },
    { ...longText('reason', 'Why (the requester can read it)', 'Why is it snoozed?'), multiline: false, maxLength: 200 },
  ],
};
export const stillForm: Form = {
  title: 'Still on it',
  submit: 'Still on it',
  fields: [{ ...longText('reason', 'A word for your team (if you like)', 'What is it waiting for?', false), multiline: false, maxLength: 200 }],
};
export const reopenForm: Form = { title: 'It is not fixed', submit: 'Reopen', fields: [longText('reason', 'What is still wrong?', 'What is still wrong?')] };
export const withdrawForm: Form = {
  title: 'No longer needed',
  submit: 'Withdraw',
  fields: [longText('reason', 'Reason (if you like)', 'Why is it no longer needed?', false)],
};
