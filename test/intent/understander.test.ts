import { describe, expect, it } from 'vitest';
import { OUT_OF_SCOPE } from '#core/intent.ts';
import { createUnderstander } from '#intent/understander.ts';
import { understander } from './understander.ts';

const { actAt, understand } = understander;

describe('what people say', () => {
  it.each([
    ['my laptop does not start', 'ticket.create'],
    ['laptop ded again 😩', 'ticket.create'],
    ['my password manager needs more seats', 'license.request'],
    ['what about my ticket?', 'ticket.status'],
    ['any news on T-1042?', 'ticket.status'],
    ['it is still broken', 'ticket.reopen'],
    ['it works again, you can close my ticket', 'ticket.close'],
    ['hi', 'greeting'],
    ['hello there', 'greeting'],
    ['thanks!', 'thanks'],
    ['never mind', 'cancel'],
    ['I want to talk to a person', 'human.handoff'],
    ['how do I cook pasta', OUT_OF_SCOPE],
  ])('%s: %s, surely', (text, intent) => {
    const understood = understand(text);
    expect(understood.intent).toBe(intent);
    expect(understood.confidence).toBeGreaterThanOrEqual(actAt);
  });

  it('could be anything: hardly ever is one of these acted on', () => {
    const vague = [
      'the thing',
      'please change it',
      'can you do the other one too',
      'it does something',
      'the one from before',
      'like last time',
      'do that for anna as well',
      'and the second',
      'about yesterday',
      'I tried everything',
    ];
    const acted = vague.map((text) => understand(text)).filter(({ intent, confidence }) => intent !== OUT_OF_SCOPE && confidence >= actAt);
    expect(acted.length).toBeLessThanOrEqual(1);
  });

  it.each(['wjkx qpzv mfft', 'xkcdq', 'blorf snazzle quib', 'äöü ßßß éé', 'ツツツ 好'])('%s: noise is no request', (text) => {
    const { intent, confidence } = understand(text);
    expect(intent === OUT_OF_SCOPE || confidence < actAt).toBe(true);
  });

  it.each(['', '   ', '🙏🙏', '12 34', '...!', '\u0000'])('nothing said (%j) is out of scope without any confidence', (text) => {
    expect(understand(text)).toMatchObject({ intent: OUT_OF_SCOPE, confidence: 0, alternatives: [] });
  });

  it('a bare ticket number asks about that ticket', () => {
    expect(understand('#1042')).toMatchObject({ intent: 'ticket.status', slots: [{ name: 'ticket', value: '1042' }] });
  });

  it('understands what it was taught only, and nothing without phrases', () => {
    expect(createUnderstander([]).understand('my laptop is broken')).toMatchObject({ intent: OUT_OF_SCOPE, confidence: 0 });
    const parrot = createUnderstander([{ intent: 'greeting', phrases: ['hi'] }]);
    expect(parrot.understand('hi')).toMatchObject({ intent: 'greeting', alternatives: [] });
  });
});

it.each(['it', 'that', 'to', 'this one', 'the other'])('“%s” points at something and asks for nothing', (text) => {
  const { intent, confidence } = understand(text);
  expect(intent === 'out_of_scope' || confidence < actAt).toBe(true);
});
