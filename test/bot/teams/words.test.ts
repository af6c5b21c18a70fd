import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TeamsActivity } from '#bot/teams/activity.ts';
import { htmlToWords, readWords } from '#bot/teams/words.ts';

const US = { id: '28:us', name: 'IT Desk' };

function activity(text: string, more: Partial<TeamsActivity> = {}): TeamsActivity {
  const base = {
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:1' },
    conversation: { id: 'a:1' },
  } as const;
  return { ...base, recipient: US, text, ...more };
}
const mention = (who: { id: string; name: string }) => ({ type: 'mention', mentioned: who, text: `<at>${who.name}</at>` });

test.each([
  ['<at>IT Desk</at> hello', 'hello'],
  ['<at>IT Desk</at>&nbsp;hello', 'hello'],
  ['hello <at>IT Desk</at>', 'hello'],
  ['hello <at>IT Desk</at>, help', 'hello , help'],
])('our own name is no part of “%s”', (text, words) => {
  expect(readWords(activity(text, { entities: [mention(US)] }))).toEqual({ mentioned: true, text: words });
});

test('other people are called by their names, and what only looks like a mention stays as it was typed', () => {
  const tom = { id: '29:tom', name: 'Tom' };
  const given = activity('<at>IT Desk</at> <at>Tom</at> wrote <at>Ann</at>', { entities: [mention(US), mention(tom)] });
  expect(readWords(given)).toEqual({ mentioned: true, text: '@Tom wrote <at>Ann</at>' });
  expect(readWords(activity('<at>IT Desk</at> hello'))).toEqual({ mentioned: false, text: '<at>IT Desk</at> hello' });
});

test('what a client escapes is undone, and what somebody typed escaped is not', () => {
  const html = (content: string) => ({ attachments: [{ contentType: 'text/html', content }] });
  expect(readWords(activity('1 &lt; 2 &amp; 3', html('<div>1 &lt; 2 &amp; 3</div>'))).text).toBe('1 < 2 & 3');
  expect(readWords(activity('write &lt; for it', html('<div>write &amp;lt; for it</div>'))).text).toBe('write &lt; for it');
});

test('any words at all come through whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      fc.pre(!/&(nbsp|lt|gt|amp|quot|#39);/.test(typed));
      expect(readWords(activity(typed)).text).toBe(typed.trim());
    }),
  );
});

test('any mentions at all are read without an error, and ours is found when it is there', () => {
  const name = fc.string({ minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(fc.record({ id: fc.constantFrom('28:us', '29:a', '29:b'), name })), fc.string(), (people, text) => {
      const tags = people.map((who) => `<at>${who.name}</at>`).join(' ');
      const read = readWords(activity(`${tags} ${text}`, { entities: people.map(mention) }));
      expect(read.mentioned).toBe(people.some(({ id }) => id === US.id));
    }),
  );
});

test('a message that is only there as HTML is read as it looks', () => {
  const html = '<div><div>my laptop &amp; <strong>screen</strong><br>since <at id="0">Tom</at> left</div>\n<p>&lt;help&gt;</p></div>';
  expect(htmlToWords(html)).toBe('my laptop & screen\nsince @Tom left\n<help>');
});

test('no HTML at all takes long or leaves a tag', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', 'a', '/', 'at', ' ', '&', ';', 'p', '"', '\n') }), (html) => {
      expect(htmlToWords(html)).not.toMatch(/<[^<>]*>/);
    }),
  );
});
