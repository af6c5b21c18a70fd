import { describe, expect, it } from 'vitest';
import { understander } from './understander.ts';

function slots(text: string, name: string): string[] {
  return understander
    .understand(text)
    .slots.filter((slot) => slot.name === name)
    .map((slot) => slot.value);
}

describe('devices', () => {
  it.each([
    ['my MacBook is dead', 'laptop'],
    ['Notebook too hot', 'laptop'],
    ['the thinkpad beeps', 'laptop'],
    ['laptpo does not start', 'laptop'],
    ['my kebyoard', 'keyboard'],
    ['both monitors are dark', 'monitor'],
    ['docking station has no power', 'dock'],
    ['the wireless mouse is gone', 'mouse'],
    ["my phone's glass", 'phone'],
    ['the laptop screen flickers', 'laptop'],
    ['beamer without picture', 'projector'],
  ])('%s: %s', (text, device) => {
    expect(slots(text, 'device')).toEqual([device]);
  });

  it.each(['the table is dirty', 'this house is cold', 'I printed it', 'what is your phone number', 'a computed value', 'it terms me off'])(
    '%s: none',
    (text) => {
      expect(slots(text, 'device')).toEqual([]);
    },
  );

  it('are all found, in order, with the words they came from', () => {
    expect(understander.understand('my Lap Top and the Prnter').slots).toEqual([
      { name: 'device', value: 'laptop', text: 'Lap Top' },
      { name: 'device', value: 'printer', text: 'Prnter' },
    ]);
  });
});

describe('services', () => {
  it.each([
    ['Wi-Fi is down', 'wifi'],
    ['no WLAN here', 'wifi'],
    ['the vpn fails', 'vpn'],
    ['outlok is empty', 'email'],
    ['E-Mail bounced', 'email'],
    ['the calender is wrong', 'calendar'],
    ['teams has no sound', 'teams'],
    ['network drive missing', 'network drive'],
    ['the print queue is stuck', 'printer queue'],
    ['slow internet', 'internet'],
    ['firefox crashes', 'browser'],
    ['the password manager', 'password manager'],
  ])('%s: %s', (text, service) => {
    expect(slots(text, 'service')).toEqual([service]);
  });

  it.each(['my screen is black', 'I forgot my password', 'the terms are clear', 'my team is here'])('%s: none', (text) => {
    expect(slots(text, 'service')).toEqual([]);
  });
});

describe('tickets', () => {
  it.each([
    ['any news on T-1042?', ['1042']],
    ['t1042', ['1042']],
    ['#1042', ['1042']],
    ['ticket 1042 please', ['1042']],
    ['Ticket no. 1042', ['1042']],
    ['ticket number T-1042', ['1042']],
    ['T-0042', ['42']],
    ['T-301 and T-302 are the same', ['301', '302']],
    ['I opened a ticket 2 weeks ago', []],
    ["it didn't 5 times", []],
    ['error 1042', []],
    ['a t-shirt', []],
    ['windows 11', []],
  ])('%s: %j', (text, numbers) => {
    expect(slots(text, 'ticket')).toEqual(numbers);
  });
});

describe('urgency', () => {
  it.each([
    ["I can't work at all", 'blocked'],
    ['this is urgent!', 'blocked'],
    ['please fix it asap', 'blocked'],
    ['the whole team is stuck', 'blocked'],
    ['nobody here can log in', 'blocked'],
    ['my laptop is slow and annoying', 'slowed'],
    ['it takes ages to load', 'slowed'],
    ['not urgent', 'can_wait'],
    ["it isn't very urgent, the mouse squeaks", 'can_wait'],
    ['slow, but no hurry', 'can_wait'],
    ['whenever you have time', 'can_wait'],
  ])('%s: %s', (text, urgency) => {
    expect(slots(text, 'urgency')).toEqual([urgency]);
  });

  it('is left out when nothing is said about it, and quotes the words when something is', () => {
    expect(slots('the printer is jammed', 'urgency')).toEqual([]);
    expect(understander.understand("Well, I CAN'T work!").slots).toEqual([{ name: 'urgency', value: 'blocked', text: "CAN'T work" }]);
  });
});
