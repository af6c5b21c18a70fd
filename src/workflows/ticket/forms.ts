import type { ChoiceField, Form, TextField } from '#core/form.ts';
import { PRIORITIES, RESOLUTION_CODES, URGENCIES } from '#core/ticket.ts';
import { CODE_WORDS, PRIORITY_WORDS, URGENCY_WORDS } from './words.ts';

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

export const reportForm: Form = { title: 'Report a problem', submit: 'Send', fields: [summary, urgency] };
export const sameForm: Form = { title: 'Is this the same?', submit: 'Go on', fields: [summary, { ...urgency, required: false }, same] };
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
export const mergeForm = (tickets: ChoiceField['options']): Form => ({
  title: 'Merge',
  submit: 'Merge',
  fields: [choice('into', 'Which ticket is about the same thing?', tickets)],
});
export const reopenForm: Form = { title: 'It is not fixed', submit: 'Reopen', fields: [longText('reason', 'What is still wrong?', 'What is still wrong?')] };
export const withdrawForm: Form = {
  title: 'No longer needed',
  submit: 'Withdraw',
  fields: [longText('reason', 'Reason (if you like)', 'Why is it no longer needed?', false)],
};
