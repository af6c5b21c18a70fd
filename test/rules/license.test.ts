import { describe, expect, test } from 'vitest';
import { ladderFor } from '#rules/license.ts';

const ASKED = { approval: 'none', ownerId: 7, ownerAboveCents: 5000, priceCents: 4999, isBirthright: false } as const;
const MANAGERS = [{ ask: 'manager' }, { ask: 'manager' }, { ask: 'leads' }];
const OWNER = { ask: 'people', ids: [7], need: 'any' };
const LEADS = { ask: 'leads' };

describe('before somebody gets a license', () => {
  test.each([
    ['nobody has to agree to what is free for all and below the limit', {}, undefined],
    ['nobody, at any price, where the product has no limit', { ownerAboveCents: null, priceCents: undefined }, undefined],
    ['the owner and then the leads, from the limit on', { priceCents: 5000 }, [OWNER, LEADS]],
    ['the owner, when nobody knows the price', { priceCents: undefined }, [OWNER, LEADS]],
    ['the leads, from the limit on, where nobody owns it', { priceCents: 5000, ownerId: null }, [LEADS]],
    ['two managers and then the leads, below the limit', { approval: 'manager' }, MANAGERS],
    [
      'the owner once a manager has agreed, from the limit on',
      { approval: 'manager', priceCents: 9000 },
      [...MANAGERS, { ...OWNER, after: 'approval' }, LEADS],
    ],
    [
      'the leads once a manager has agreed, where nobody owns it',
      { approval: 'manager', priceCents: 9000, ownerId: null },
      [...MANAGERS, { ...LEADS, after: 'approval' }],
    ],
    ['the owner alone, whatever it costs, of what is the owner’s to give', { approval: 'owner', priceCents: 0 }, [OWNER, LEADS]],
    ['nobody, for what the department has by right', { approval: 'owner', priceCents: 9000, isBirthright: true }, undefined],
  ] as const)('%s', (_, asked, ladder) => {
    expect(ladderFor({ ...ASKED, ...asked })).toEqual(ladder);
  });
});
