import type { ChoiceField, Form, TextField } from '#core/form.ts';
import type { Entrance } from '#core/front-end.ts';
import type { SlotName } from '#core/intent.ts';
import type { Category, Urgency } from '#core/ticket.ts';

/** One kind of service request: what it is called, what must be known, and what is said once it is on its way. */
export interface RequestKind {
  readonly label: string;
  readonly category: Category;
  /** Begins the ticket's title. */
  readonly title: string;
  /** When the person does not say how much it holds them up. */
  readonly urgency: Urgency;
  /** Where `what` may be found in the message, best first. */
  readonly about: readonly SlotName[];
  /** True when `what` may also be other words of the message, such as the name of a folder. */
  readonly inWords: boolean;
  readonly form: Form;
  readonly acknowledged: string;
  /** The command that starts it, and how it is said in words; absent for what is asked for seldom. */
  readonly wayIn?: Pick<Entrance, 'word' | 'example'>;
  /** The action that does it without a person, where it can, and otherwise comes back with `people`. Named: a workflow never knows another's code. */
  readonly fulfilledBy?: string;
  /** Who has to agree before it is done; absent when nobody has to. */
  readonly approval?: 'manager';
}

const what = (question: string): TextField => ({
  kind: 'text',
  name: 'what',
  label: question,
  question,
  required: true,
  multiline: false,
  maxLength: 500,
});

const why = (question: string): TextField => ({ kind: 'text', name: 'why', label: question, question, required: true, multiline: true, maxLength: 100_000 });

/** Nothing is given back on a word alone. */
const SURE: ChoiceField = {
  kind: 'choice',
  name: 'sure',
  label: 'Shall I pass that on?',
  question: 'Shall I ask the team to take it back?',
  required: true,
  options: [
    { value: 'yes', label: 'Yes, give it back' },
    { value: 'no', label: 'No, I keep it' },
  ],
};

const SUMMARY: TextField = {
  kind: 'text',
  name: 'summary',
  label: 'Anything to add',
  question: 'Anything to add?',
  required: false,
  multiline: true,
  maxLength: 100_000,
};

function asking(title: string, ...fields: Form['fields']): Form {
  return { title, submit: 'Send', fields: [...fields, SUMMARY] };
}

/** Where a workflow of its own could not do it: then a person does. */
export const BY_PEOPLE = { people: 'yes' } as const;

/**
 * What a person fulfils, unless a workflow of its own does. By intent; the action that opens it has the same name with `_` for the dot,
 * such as `ticket.license_request`.
 */
export const REQUESTS = {
  'license.request': {
    label: 'Get a license',
    category: 'software',
    title: 'License',
    urgency: 'can_wait',
    about: ['product', 'service'],
    inWords: true,
    form: asking('Get a license', what('Which program do you need?'), why('What do you need it for?')),
    approval: 'manager',
    fulfilledBy: 'license.offer',
    acknowledged: 'I have passed that on, and it has to be approved. Somebody will look whether there is a license for you and write to you here.',
  },
  'license.return': {
    label: 'Give back a license',
    category: 'software',
    title: 'Give back license',
    urgency: 'can_wait',
    about: ['product', 'service'],
    inWords: true,
    form: asking('Give back a license', what('Which program do you no longer need?'), SURE),
    fulfilledBy: 'license.offer_return',
    acknowledged: 'Thank you, I have passed that on. You will read here when it is done.',
  },
  'password.reset': {
    label: 'Get a new password',
    category: 'account',
    title: 'Password reset',
    urgency: 'slowed',
    about: ['product', 'service', 'device'],
    inWords: false,
    form: asking('Get a new password', what('For which account or program is it? Just its name; please never write a password here.')),
    wayIn: { word: 'password', example: 'I forgot my password' },
    acknowledged: 'I have passed that on. Somebody will help you to set a new password. Nobody here will ever ask you for it.',
  },
  'account.unlock': {
    label: 'Unlock my account',
    category: 'account',
    title: 'Unlock account',
    urgency: 'slowed',
    about: ['product', 'service', 'device'],
    inWords: false,
    form: asking('Unlock my account', what('Which account is locked? Just its name; please never write a password here.')),
    acknowledged: 'I have passed that on. Somebody will look at your account. Nobody here will ever ask you for your password.',
  },
  'hardware.replace': {
    label: 'Replace a device',
    category: 'hardware',
    title: 'Replace',
    urgency: 'slowed',
    about: ['device', 'asset_tag', 'product'],
    inWords: true,
    form: asking('Replace a device', what('Which device is it?'), why('What has happened to it?')),
    acknowledged: 'I am sorry about that. I have passed it on; somebody will find you another one and write to you here.',
  },
  'hardware.request': {
    label: 'Get equipment',
    category: 'hardware',
    title: 'New equipment',
    urgency: 'can_wait',
    about: ['device', 'product'],
    inWords: true,
    form: asking('Get equipment', what('What do you need?'), why('What do you need it for?')),
    approval: 'manager',
    wayIn: { word: 'equipment', example: 'I need a second monitor' },
    acknowledged: 'I have passed that on, and it has to be approved. Somebody will see what we have and write to you here.',
  },
  'hardware.return': {
    label: 'Give back equipment',
    category: 'hardware',
    title: 'Give back',
    urgency: 'can_wait',
    about: ['device', 'asset_tag', 'product'],
    inWords: true,
    form: asking('Give back equipment', what('What would you like to give back?'), SURE),
    acknowledged: 'Thank you, I have passed that on. Somebody will tell you here where to bring it, or collect it.',
  },
  'access.request': {
    label: 'Get access to something',
    category: 'access',
    title: 'Access',
    urgency: 'can_wait',
    about: ['product', 'service'],
    inWords: true,
    form: asking('Get access', what('To what do you need access?'), why('What do you need it for?')),
    approval: 'manager',
    wayIn: { word: 'access', example: 'I need access to the sales folder' },
    acknowledged: 'I have passed that on, and it has to be approved. You will read here what comes of it.',
  },
} as const satisfies Readonly<Record<string, RequestKind>>;

export type RequestIntent = keyof typeof REQUESTS;

/** `ticket.license_request` for `license.request`. */
export function requestAction(intent: RequestIntent): string {
  return `ticket.${intent.replace('.', '_')}`;
}

export const REQUEST_INTENTS = Object.keys(REQUESTS) as RequestIntent[];

/** Names come from outside, on buttons. */
export function isRequestIntent(name: string): name is RequestIntent {
  return Object.hasOwn(REQUESTS, name);
}

/** Ways in without words, for what is asked for most. */
export const requestEntrances: readonly Entrance[] = REQUEST_INTENTS.flatMap((intent) => {
  const { label, wayIn }: RequestKind = REQUESTS[intent];
  return wayIn ? [{ ...wayIn, label, action: requestAction(intent).slice('ticket.'.length) }] : [];
});

/** Buttons come from outside: only these may go on from a question about something similar. */
export function isRequestAction(name: string): boolean {
  return REQUEST_INTENTS.some((intent) => requestAction(intent) === name);
}
