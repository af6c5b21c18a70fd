import { expect, test } from 'vitest';
import { ALWAYS_OPEN } from '#rules/business-time/calendar.ts';
import { NOTHING_SAID, slaEdition } from '#rules/edition.ts';
import { MAX_FILE_BYTES, MAX_FILES, sortFiles } from '#rules/files.ts';
import { USUAL_NOTICES } from '#rules/notices.ts';

const since = new Date('2026-01-01T00:00:00Z');

test('where no file says anything, nothing is promised and there is no calendar', () => {
  expect(slaEdition(NOTHING_SAID, since)).toEqual({ since, policies: [], calendars: new Map() });
});

test('each calendar of a file is opened under its name', () => {
  const { calendars } = slaEdition({ ...NOTHING_SAID, calendars: { always: ALWAYS_OPEN, ever: ALWAYS_OPEN } }, since);
  expect([...calendars.keys()]).toEqual(['always', 'ever']);
  expect(calendars.get('always')?.zone).toBe(ALWAYS_OPEN.zone);
});

test('what the manual says of notices holds where no file says otherwise', () => {
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
  expect(USUAL_NOTICES).toEqual({
    percentages: [50, 75, 100],
    quietHours: { from: '20:00', to: '07:00', except: [1] },
    unclaimedPerMember: 15 * minute,
    silentOwner: { askAfter: 4 * hour, handBackAfter: 2 * hour },
    silentRequester: { remindAfter: 2 * day, reminders: 2, resolveAfter: 3 * day },
  });
});

test('ten files of 25 MB are taken, larger ones and more are not', () => {
  const file = (name: string, size: number) => ({ name, size });
  const large = file('film', MAX_FILE_BYTES + 1);
  const small = Array.from({ length: MAX_FILES + 1 }, (_, at) => file(String(at), at === 0 ? MAX_FILE_BYTES : at));
  expect(sortFiles([large, ...small])).toEqual({ taken: small.slice(0, MAX_FILES), tooLarge: [large], tooMany: small.slice(MAX_FILES) });
});
