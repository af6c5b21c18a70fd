import { describe, expect, it } from 'vitest';
import type { Slot } from '#core/intent.ts';
import { createCatalog } from '#intent/catalog.ts';
import { findSlots, findThings } from '#intent/slots.ts';
import { splitWords } from '#intent/words.ts';
import { understander } from './understander.ts';

const WEDNESDAY = { now: new Date('2026-11-25T10:00:00Z'), zone: 'Europe/Berlin' };

function all(text: string): Slot[] {
  return findSlots(text, splitWords(text), WEDNESDAY);
}

function values(text: string, name: string): string[] {
  return all(text).flatMap((slot) => (slot.name === name ? [slot.value] : []));
}

function words(text: string, name: string): string[] {
  return all(text).flatMap((slot) => (slot.name === name ? [slot.text] : []));
}

it('a message is read with all its slots, their words and their places', () => {
  const text = 'Figma for Anna Berg by Friday, her ThinkPad T14 (LT-00123) is ready';
  expect(understander.understand(text, WEDNESDAY).slots).toEqual([
    { name: 'product', value: 'Figma', text: 'Figma', from: 0, to: 5 },
    { name: 'person', value: 'Anna Berg', text: 'Anna Berg', from: 10, to: 19 },
    { name: 'date', value: '2026-11-27', text: 'Friday', from: 23, to: 29 },
    { name: 'device', value: 'laptop', text: 'ThinkPad T14', from: 35, to: 47 },
    { name: 'asset_tag', value: 'LT-00123', text: 'LT-00123', from: 49, to: 57 },
  ]);
});

describe('devices', () => {
  it.each([
    ['my MacBook is dead', 'laptop'],
    ['Notebook too hot', 'laptop'],
    ['laptpo does not start', 'laptop'],
    ['my kebyoard', 'keyboard'],
    ['both monitors are dark', 'monitor'],
    ['docking station has no power', 'dock'],
    ['the wireless mouse is gone', 'mouse'],
    ["my phone's glass", 'phone'],
    ['beamer without picture', 'projector'],
  ])('%s: %s', (text, device) => {
    expect(values(text, 'device')).toEqual([device]);
  });

  it.each([
    ['my new Dell Latitude 7420 arrived', 'Dell Latitude 7420'],
    ['ThinkPad X1 Carbon Gen 9 overheats', 'ThinkPad X1 Carbon Gen 9'],
    ['the Dell U2720Q monitor flickers', 'Dell U2720Q monitor'],
    ['iPhone 13 of a colleague', 'iPhone 13'],
    ['the glass of my iPhone 12 Pro Max', 'iPhone 12 Pro Max'],
    ['a second monitor please', 'monitor'],
    ['three USB-C adapters', 'USB-C adapters'],
    ['Sony WH-1000XM5 for me', 'Sony WH-1000XM5'],
    ['my Pixel 7 is lost', 'Pixel 7'],
    ['iPhone 2 weeks ago', 'iPhone'],
    ['Lenovo moniter is dark', 'Lenovo moniter'],
  ])('%s: as written, “%s”', (text, device) => {
    expect(words(text, 'device')).toEqual([device]);
  });

  it.each([
    'the table is dirty',
    'this house is cold',
    'I printed it',
    'what is your phone number',
    'a computed value',
    'it terms me off',
    'call me on the phone',
    'a blue screen appears',
    'Dell sent an invoice',
    'a pixel is wrong',
  ])('%s: none', (text) => {
    expect(words(text, 'device')).toEqual([]);
  });
});

describe('products', () => {
  it.each([
    ['outlok is empty', 'Microsoft Outlook'],
    ['a sharpoint site', 'SharePoint'],
    ['salesfroce license', 'Salesforce'],
    ['MS Teams is slow', 'Microsoft Teams'],
    ['teams has no sound', 'Microsoft Teams'],
    ['my Notepad++ is gone', 'Notepad++'],
    ['power bi pro license', 'Power BI'],
    ['I need access to Box', 'Box'],
    ['word crashes when I print', 'Microsoft Word'],
    ['a seat in monday.com', 'monday.com'],
    ['Rhino, SketchUp and Revit please', 'Rhino'],
  ])('%s: %s', (text, product) => {
    expect(values(text, 'product')).toContain(product);
  });

  it.each([
    'when I zoom in on a page',
    'our team cannot agree',
    'the teams are here',
    'can I have a word with someone',
    'how do I excel at this',
    'may I slack off',
    'a notion of time',
    'box up the parts',
    'access is denied to my project folder',
    'the windows in the office are dirty',
    'the state of the drive in the corner',
    'I will be back by Monday',
    'let us meet at the edge of town',
  ])('%s: none', (text) => {
    expect(words(text, 'product')).toEqual([]);
  });

  it('are also those that nobody knows, when the words around them say so', () => {
    expect(words('please install Zubrowka Studio', 'product')).toEqual(['Zubrowka Studio']);
    expect(words('two seats in Quuxly please', 'product')).toEqual(['Quuxly']);
  });

  it('of the company go first, by every name, misspelled as well', () => {
    const catalog = createCatalog([{ name: 'Harbor Planner', aliases: ['harbor', 'HP-Tool'] }]);
    const read = (text: string) => findThings(text, splitWords(text), { ...WEDNESDAY, catalog }).map(({ name, value }) => [name, value]);
    expect(read('Harbor Planner license')).toEqual([['product', 'Harbor Planner']]);
    expect(read('access to the hp-tool')).toEqual([['product', 'Harbor Planner']]);
    expect(read('harbro is slow')).toEqual([['product', 'Harbor Planner']]);
    expect(read('figma and harbor')).toEqual([
      ['product', 'Figma'],
      ['product', 'Harbor Planner'],
    ]);
  });
});

describe('services', () => {
  it.each([
    ['Wi-Fi is down', 'wifi'],
    ['no WLAN here', 'wifi'],
    ['the vpn fails', 'vpn'],
    ['E-Mail bounced', 'email'],
    ['the calender is wrong', 'calendar'],
    ['network drive missing', 'network drive'],
    ['the print queue is stuck', 'printer queue'],
    ['slow internet', 'internet'],
    ['the password manager', 'password manager'],
  ])('%s: %s', (text, service) => {
    expect(values(text, 'service')).toEqual([service]);
  });

  it.each(['my screen is black', 'I forgot my password', 'the terms are clear', 'my team is here'])('%s: none', (text) => {
    expect(words(text, 'service')).toEqual([]);
  });
});

describe('tickets', () => {
  it.each([
    ['any news on T-1042?', ['1042']],
    ['what is the status of T-1042?', ['1042']],
    ['t1042', ['1042']],
    ['#1042', ['1042']],
    ['ticket 1042 please', ['1042']],
    ['Ticket no. 1042', ['1042']],
    ['ticket number T-1042', ['1042']],
    ['T-0042', ['42']],
    ['T-301 and T-302 are the same', ['301', '302']],
    ['close 1042 and 1043', ['1042', '1043']],
    ['INC0012345 is mine', ['INC0012345']],
    ['my ticket number is 88213', ['88213']],
    ['I opened a ticket 2 weeks ago', []],
    ["it didn't 5 times", []],
    ['error 1042', []],
    ['a t-shirt', []],
    ['windows 11', []],
    ['my T480 is slow', []],
    ['open 300 files', []],
  ])('%s: %j', (text, numbers) => {
    expect(values(text, 'ticket')).toEqual(numbers);
  });

  it('are quoted by their number alone, and masked with the words that announce it', () => {
    const text = 'please reopen ticket #1042';
    expect(findThings(text, splitWords(text))).toEqual([{ name: 'ticket', value: '1042', text: '1042', from: 22, to: 26, firstWord: 2, lastWord: 3 }]);
  });
});

describe('asset tags and error codes', () => {
  it.each([
    ['laptop LT-00123', 'asset_tag', ['LT-00123']],
    ['asset #00123 rattles', 'asset_tag', ['00123']],
    ['BER-NB-0042 is dead', 'asset_tag', ['BER-NB-0042']],
    ['tag lt00456', 'asset_tag', ['lt00456']],
    ['KB-5034441 and ISO-9001', 'asset_tag', []],
    ['stops with 0x80070005', 'error_code', ['0x80070005']],
    ['error code: 691', 'error_code', ['691']],
    ['ERR_CONNECTION_RESET again', 'error_code', ['ERR_CONNECTION_RESET']],
    ['AADSTS50076 appears', 'error_code', ['AADSTS50076']],
    ['an error 3 times', 'error_code', []],
  ])('%s: %s %j', (text, name, found) => {
    expect(words(text, name)).toEqual(found);
  });
});

describe('urgency, impact and hindrance', () => {
  it.each([
    ["I can't work at all", { hindrance: 'blocked' }],
    ['this is urgent!', { urgency: 'high' }],
    ['please fix it asap', { urgency: 'high' }],
    ['raise the priority please', { urgency: 'high' }],
    ['the whole team is stuck', { urgency: 'critical', impact: 'team', hindrance: 'blocked' }],
    ['our entire plant cannot print', { urgency: 'critical', impact: 'site', hindrance: 'blocked' }],
    ['nobody here can log in', { urgency: 'critical', hindrance: 'blocked' }],
    ['my laptop is slow and annoying', { hindrance: 'slowed' }],
    ['it takes ages to load', { hindrance: 'slowed' }],
    ['not urgent', { urgency: 'low' }],
    ["it isn't very urgent, the mouse squeaks", { urgency: 'low' }],
    ['slow, but no hurry', { urgency: 'low', hindrance: 'slowed' }],
    ['whenever you have time', { urgency: 'low' }],
    ['down for everyone since noon', { urgency: 'critical', hindrance: 'blocked' }],
    ['not a priority', { urgency: 'low' }],
    ['it crashes whenever I print', {}],
    ['my team uses it', {}],
    ['I am stuck in the free version', {}],
  ])('%s: %j', (text, expected) => {
    const found = all(text).filter(({ name }) => ['urgency', 'impact', 'hindrance'].includes(name));
    expect(Object.fromEntries(found.map(({ name, value }) => [name, value]))).toEqual(expected);
  });

  it('quote the words they came from', () => {
    expect(all("Well, I CAN'T work!")).toMatchObject([{ name: 'hindrance', text: "CAN'T work", from: 8, to: 18 }]);
  });
});

describe('people, places and reasons', () => {
  it.each([
    ['access for Kenji Sato', 'person', ['Kenji Sato']],
    ['ask @maria.lopez or jd@example.com', 'person', ['@maria.lopez', 'jd@example.com']],
    ['why did Mr. Haddad decline', 'person', ['Mr. Haddad']],
    ['our new designer, Dana Whitfield, starts', 'person', ['Dana Whitfield']],
    ['Notion seat for Priya', 'person', ['Priya']],
    ['Hi team, please help', 'person', []],
    ['in room 4.12 on the 3rd floor', 'place', ['room 4.12', '3rd floor']],
    ['at the Berlin office', 'place', ['Berlin office']],
    ['it is all in Chinese', 'place', []],
    ['Miro because we run workshops', 'reason', ['we run workshops']],
    ['Figma for the client pitch', 'reason', ['the client pitch']],
    ['the cause is unknown', 'reason', []],
    ['for two weeks', 'duration', ['two weeks']],
    ['two weeks ago', 'duration', []],
  ])('%s: %s %j', (text, name, found) => {
    expect(words(text, name)).toEqual(found);
  });
});
