import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessTimeBetween } from '#rules/business-time/reckon.ts';
import { reachOf, stillWithin, type Standing } from '#rules/summary-rights.ts';
import { ago, HOUR_MS, nextWorkingDay, workingDays, workingHours } from '#rules/working-week.ts';

const team = (id: number, isLead = false) => ({ id, name: `Team ${id}`, isLead });
const somebody: Standing = { active: true, teams: [], department: { id: 5, name: 'Sales' }, hasReports: false };

describe('who may have a summary', () => {
  test('leads have it of the teams they lead, members of theirs, managers of their department', () => {
    expect(reachOf({ ...somebody, teams: [team(1, true), team(2)] })).toEqual({ teams: [team(1, true)] });
    expect(reachOf({ ...somebody, teams: [team(1), team(2)], hasReports: true })).toEqual({ teams: [team(1), team(2)] });
    expect(reachOf({ ...somebody, hasReports: true })).toEqual({ department: { id: 5, name: 'Sales' } });
  });

  test('nobody else has', () => {
    expect(reachOf(undefined)).toBeUndefined();
    expect(reachOf(somebody)).toBeUndefined();
    expect(reachOf({ ...somebody, active: false, teams: [team(1, true)], hasReports: true })).toBeUndefined();
  });

  test('who moves on keeps what they still have to do with', () => {
    const about = { teamIds: [1, 2], departmentId: null };
    expect(stillWithin({ ...somebody, teams: [team(2), team(3, true)] }, about)).toEqual({ teams: [team(2)] });
    expect(stillWithin({ ...somebody, teams: [team(3, true)] }, about)).toBeUndefined();
    expect(stillWithin({ ...somebody, active: false, teams: [team(1)] }, about)).toBeUndefined();
    expect(stillWithin(undefined, about)).toBeUndefined();
    expect(stillWithin({ ...somebody, hasReports: true }, { teamIds: [], departmentId: 5 })).toEqual({ department: { id: 5, name: 'Sales' } });
    expect(stillWithin({ ...somebody, hasReports: true }, { teamIds: [], departmentId: 6 })).toBeUndefined();
    expect(stillWithin(somebody, { teamIds: [], departmentId: 5 })).toBeUndefined();
  });
});

describe('working time where no calendar is given', () => {
  test('the next working day after a Friday is Monday, at the same time', () => {
    expect(nextWorkingDay('Europe/Vienna', new Date('2026-11-27T08:00:00Z'))).toEqual(new Date('2026-11-30T08:00:00Z'));
    expect(nextWorkingDay('Europe/Vienna', new Date('2026-11-25T08:00:00Z'))).toEqual(new Date('2026-11-26T08:00:00Z'));
  });

  test('eight working hours ago on a Monday noon is Friday noon', () => {
    expect(ago(workingHours('Europe/Vienna'), new Date('2026-11-30T11:00:00Z'), 8 * HOUR_MS)).toEqual(new Date('2026-11-27T11:00:00Z'));
  });

  test('is the last minute since which so much has passed', () => {
    const at = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    const property = fc.property(
      at,
      fc.integer({ min: 1, max: 80 }),
      fc.constantFrom('Europe/Vienna', 'Asia/Kolkata', 'America/New_York'),
      (now, hours, zone) => {
        for (const calendar of [workingHours(zone), workingDays(zone)]) {
          const then = ago(calendar, now, hours * HOUR_MS);
          expect(businessTimeBetween(calendar, then, now)).toBeGreaterThanOrEqual(hours * HOUR_MS);
          expect(businessTimeBetween(calendar, new Date(then.getTime() + 60_000), now)).toBeLessThan(hours * HOUR_MS);
        }
      },
    );
    fc.assert(property, { numRuns: 100 });
  });
});
