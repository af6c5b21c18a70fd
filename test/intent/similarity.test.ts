import { describe, expect, it } from 'vitest';
import { understander } from './understander.ts';

const { similarity } = understander;

describe('reports', () => {
  it.each([
    ["my laptop won't boot", 'laptop does not start'],
    ['laptop dead', 'my notebook is not working'],
    ['the vpn is slow', 'vpn so sluggish today'],
    ['paper jam in the printer', 'printer jammed'],
    ['no sound in teams', 'no audio during teams meetings'],
    ['outlook crashes when I open an attachment', 'Outlook freezes with attachments'],
  ])('of the same fault are alike: %s / %s', (a, b) => {
    expect(similarity(a, b)).toBeGreaterThan(0.4);
  });

  it.each([
    ['laptop does not start', 'outlook shows no mail'],
    ['I need a new mouse', 'I need access to the finance share'],
    ['the wifi is down', 'my monitor flickers'],
  ])('of different faults are not: %s / %s', (a, b) => {
    expect(similarity(a, b)).toBeLessThan(0.2);
  });

  it('of the same fault on another device are less alike than on the same device', () => {
    expect(similarity('printer broken', 'monitor broken')).toBeLessThan(similarity('printer broken', 'printer jammed'));
  });

  it('without content are like nothing', () => {
    expect(similarity('', '')).toBe(0);
    expect(similarity('please help me', 'please help me')).toBe(0);
  });

  it('are wholly like themselves', () => {
    expect(similarity('the dock has no power', 'the dock has no power')).toBeCloseTo(1);
  });
});
