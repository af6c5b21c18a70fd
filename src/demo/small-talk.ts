import type { Topic } from './topics/topic.ts';

// Lines that fit any ticket; `{name}` is the requester's first name.

export const PROGRESS = [
  'Hi {name}, short update: I am still on it and have found a trace.',
  'Hi {name}, I have changed something on our side. Please keep an eye on it for an hour.',
  'Just so you know, {name}: I am waiting for a colleague and will be back with news today.',
  'Hi {name}, one more step is left, then it should be done.',
];

export const REQUEST_PROGRESS = [
  'Hi {name}, short update: it is on its way.',
  'Just so you know, {name}: I have prepared everything and am waiting for one confirmation.',
  'Hi {name}, one more step is left, then it is done.',
];

export const TAKEN_OVER = [
  'Hi {name}, I am taking over from my colleague and have read everything so far.',
  'Hi {name}, my colleague is out from now on, so I will bring this to an end.',
];

export const HANDING_BACK = ['Off from tomorrow on. All I know is above, please somebody take it.', 'Too full today to do this properly, handing it back.'];

export const IMPATIENT = ['Any news on this?', 'Has anybody seen this yet?', 'I am still waiting, could somebody please have a look?'];

export const STILL_ASKING = ['Hi {name}, I still need your answer to go on. No hurry, only so that it does not get lost.'];

export const REOPENED = [
  'It is back again, exactly the same.',
  'It worked for an hour, then it stopped.',
  'Sorry, I was too quick: it is better, but not gone.',
  'The same problem again after a restart.',
];

export const APOLOGIES = [
  'Hi {name}, sorry that it did not last. I will look deeper this time.',
  'Thanks for writing again, {name}. I am trying the other way now.',
];

export const SECOND_FIXES: Topic['fixes'] = [
  ['fixed', 'Found the real cause this time: a setting that came back after every restart. Changed it where it comes from.'],
  ['fixed', 'Done again from scratch, and watched it for half a day together with {name}.'],
];

export const WITHDRAWN = ['It works again, no idea why.', 'A colleague could help me.', 'I found it myself in the meantime.'];

export const REQUEST_WITHDRAWN = ['Not needed any more.', 'A colleague could help me out.'];
