import type { InputBlock, ModalView } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkBlocks } from '#bot/slack/limits.ts';
import { optionsFor, readModal, toModal, toNotice, type ModalMeta } from '#bot/slack/modal.ts';
import type { ChoiceField, Form, FormValues } from '#core/form.ts';
import { reportForm, resolveForm } from '#workflows/ticket/forms.ts';
import { anyForm, anyRef, anyTextAtAll, smallForm } from './any.ts';
import { expectHarmless, isSeen, readable } from './read.ts';

const META: ModalMeta = { room: 'D1', direct: true };
const REF = { action: 'ticket.report' };
const ABOUT = { messageId: '1.2', room: 'C1', author: 'U1', link: 'https://x.slack.example/archives/C1/p12' };
const open = (form: Form, values: FormValues = {}, more: object = {}) => toModal(form, { ref: REF, values, meta: META, ...more });
const inputs = (view: ModalView) => view.blocks.filter((block): block is InputBlock => block.type === 'input');

const choiceOf = (count: number): ChoiceField => ({
  kind: 'choice',
  name: 'product',
  label: 'Which one?',
  question: 'Which one?',
  required: true,
  options: Array.from({ length: count }, (_, at) => ({ value: `p${at}`, label: `Product ${at}` })),
});
const elementOf = (count: number, value = '') => inputs(open({ title: 'Choose', submit: 'Go', fields: [choiceOf(count)] }, { product: value }))[0]?.element;

/** What Slack hands back when the view is sent as it was opened. */
function sent(view: ModalView) {
  const values = inputs(view).map(({ block_id: id = '', element }) => {
    const { type } = element;
    const text = 'initial_value' in element ? element.initial_value : undefined;
    const option = 'initial_option' in element ? element.initial_option : undefined;
    const state = type === 'plain_text_input' ? { type, value: text ?? null } : { type, selected_option: option ?? null };
    return [id, { value: state }];
  });
  return { ...view, id: 'V1', hash: '1.x', state: { values: Object.fromEntries(values) as unknown } };
}

const anyMeta = fc.oneof(fc.constant(META), fc.constant({ room: 'C1', thread: '1.2', direct: false, about: ABOUT }));
const anyValues = fc.dictionary(fc.constantFrom('field_0', 'field_1', 'field_2'), anyTextAtAll);

describe('any form at all', () => {
  test('is a dialog that Slack takes, and calls nobody', () => {
    fc.assert(
      fc.property(anyForm, anyRef, anyMeta, anyValues, anyValues, (form, ref, meta, values, problems) => {
        const view = toModal(form, { ref, values, meta, problems });
        expect(checkBlocks(view.blocks, 'modal')).toEqual([]);
        expectHarmless(view);
        for (const label of [view.title, view.submit, view.close]) expect(label?.text.length).toBeLessThanOrEqual(24);
        expect(view.private_metadata?.length).toBeLessThanOrEqual(3000);
      }),
    );
  });

  test('shows its short labels word for word', () => {
    fc.assert(
      fc.property(smallForm, (form) => {
        const seen = readable(open(form));
        const labels = form.fields.flatMap((field) => [field.label, ...(field.kind === 'choice' ? field.options.map(({ label }) => label) : [])]);
        expect([form.title, form.submit, ...labels].filter((words) => !isSeen(words, seen))).toEqual([]);
      }),
    );
  });

  test('comes back with what it was for, where it was opened and what it holds', () => {
    fc.assert(
      fc.property(anyForm, anyRef, anyMeta, (form, ref, meta) => {
        const chosen = form.fields.map(
          (field) => [field.name, field.kind === 'text' ? 'as it is'.slice(0, field.maxLength) : (field.options[0]?.value ?? '')] as const,
        );
        const values = Object.fromEntries(chosen.filter(([, value]) => value !== ''));
        expect(readModal(sent(toModal(form, { ref, values, meta })))).toEqual({ ref, meta, values });
      }),
    );
  });
});

describe('the form to report a problem', () => {
  test('has a field of several lines and three choices, then for whom it is and whether it is confidential, which need no answer', () => {
    const view = open(reportForm, { summary: 'my mouse is dead', urgency: 'slowed' });
    expect(view).toMatchObject({
      type: 'modal',
      callback_id: 'form',
      title: { text: 'Report a problem' },
      submit: { text: 'Send' },
      close: { text: 'Cancel' },
    });
    expect(inputs(view)).toMatchObject([
      {
        block_id: 'summary',
        label: { text: 'What is wrong?' },
        optional: false,
        element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 3000, initial_value: 'my mouse is dead' },
      },
      { block_id: 'urgency', element: { type: 'radio_buttons', action_id: 'value', initial_option: { value: 'slowed', text: { text: 'It slows me down' } } } },
      { block_id: 'whom', optional: true, element: { type: 'plain_text_input', multiline: false } },
      { block_id: 'private', optional: true, element: { type: 'radio_buttons' } },
    ]);
  });

  test('keeps no words of anybody in what Slack hands back', () => {
    const view = open(reportForm, { summary: 'a secret' }, { meta: { ...META, about: ABOUT } });
    expect(JSON.parse(view.private_metadata ?? '')).toEqual({ ref: REF, meta: { ...META, about: ABOUT } });
  });

  test('says so when a message is longer than the field', () => {
    const [summary] = inputs(open(reportForm, { summary: 'x'.repeat(8214) }));
    expect(summary?.hint?.text).toBe('Only the beginning fits here: 3000 of 8214 characters.');
    expect(summary?.element).toMatchObject({ initial_value: `${'x'.repeat(2999)}…` });
  });

  test('opened again shows above each field what is wrong with it', () => {
    const view = open(reportForm, {}, { problems: { summary: 'Please fill this in.' } });
    expect(view.blocks.map(({ type }) => type)).toEqual(['rich_text', 'input', 'input', 'input', 'input']);
    expect(readable(view.blocks[0])).toBe('⚠️ Please fill this in.');
  });
});

describe('a choice', () => {
  test.each([
    [1, 'radio_buttons'],
    [5, 'radio_buttons'],
    [6, 'static_select'],
    [100, 'static_select'],
    [101, 'external_select'],
    [0, 'external_select'],
  ])('of %i is %s', (count, type) => {
    expect(elementOf(count)?.type).toBe(type);
  });

  test('that is searched shows at once what is chosen already', () => {
    expect(elementOf(200, 'p150')).toMatchObject({ min_query_length: 0, initial_option: { value: 'p150', text: { text: 'Product 150' } } });
    expect(elementOf(200, 'gone')).not.toHaveProperty('initial_option');
  });

  test('is found by any part of its name, in small or capital letters, a hundred at most', () => {
    expect(optionsFor(choiceOf(300), ' ODUCT 29 ').map(({ value }) => value)).toEqual(
      ['p29', 'p290', 'p291', 'p292', 'p293', 'p294', 'p295', 'p296', 'p297', 'p298', 'p299'].filter((value) => value.startsWith('p29')),
    );
    expect(optionsFor(choiceOf(300), '')).toHaveLength(100);
    expect(optionsFor(choiceOf(300), 'nothing')).toEqual([]);
  });

  test('with a value that no option can have is a mistake, and said to be one', () => {
    const field = { ...choiceOf(0), options: [{ value: 'x'.repeat(76), label: 'Long' }] };
    expect(() => open({ title: 'Choose', submit: 'Go', fields: [field] })).toThrow('cannot be an option');
  });
});

test('what a form has to keep must fit', () => {
  const about = { ...ABOUT, link: `https://x.example/${'y'.repeat(3000)}` };
  expect(() => open(reportForm, {}, { meta: { ...META, about } })).toThrow('cannot be opened');
});

describe('a view that comes back is not taken', () => {
  const good = sent(open(resolveForm, { code: 'fixed', summary: 'A new battery' }));
  const withState = (values: unknown) => ({ ...good, state: { values } });

  test('unless it is one of our forms', () => {
    expect(readModal(good)).toEqual({ ref: REF, meta: META, values: { code: 'fixed', summary: 'A new battery' } });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['of another kind', { ...good, callback_id: 'other' }],
    ['without what it is for', { ...good, private_metadata: '' }],
    ['for something that is no action', { ...good, private_metadata: JSON.stringify({ ref: { action: 'x' }, meta: META }) }],
    ['with more than we put in', { ...good, private_metadata: JSON.stringify({ ref: REF, meta: META, admin: true }) }],
    ['from nowhere', { ...good, private_metadata: JSON.stringify({ ref: REF, meta: { direct: true } }) }],
    ['without a state', { ...good, state: undefined }],
    ['with an answer of a kind we never ask', withState({ code: { value: { type: 'users_select', selected_user: 'U1' } } })],
    ['with an answer under another name', withState({ code: { other: { type: 'plain_text_input', value: 'x' } } })],
    ['with a number for an answer', withState({ code: { value: { type: 'plain_text_input', value: 7 } } })],
  ])('when it is %s', (_, view) => {
    expect(readModal(view)).toBeUndefined();
  });

  test('and what was left empty is not in it', () => {
    const view = withState({
      code: { value: { type: 'radio_buttons', selected_option: null } },
      summary: { value: { type: 'plain_text_input', value: null } },
    });
    expect(readModal(view)?.values).toEqual({});
  });
});

describe('a notice in place of the form', () => {
  test('says it literally, and has nothing to send', () => {
    const view = toNotice('Not possible', 'T-1042 is *closed* <!here>.');
    expect(view.submit).toBeUndefined();
    expect(readable(view.blocks)).toBe('T-1042 is *closed* <!here>.');
  });

  test('fits, whatever it says', () => {
    fc.assert(
      fc.property(anyTextAtAll, anyTextAtAll, (title, text) => {
        const view = toNotice(title, text);
        expect(checkBlocks(view.blocks, 'modal')).toEqual([]);
        expect(view.blocks).not.toEqual([]);
        expect(view.title.text.length).toBeLessThanOrEqual(24);
        expectHarmless(view);
      }),
    );
  });
});
