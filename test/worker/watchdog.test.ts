import { beforeEach, describe, expect, test } from 'vitest';
import { createWatchdog, type Watchdog } from '#worker/watchdog.ts';

const SECOND = 1000;
let time: number;
let lastTaken: number;
let watchdog: Watchdog;
beforeEach(() => {
  time = 1_000_000;
  lastTaken = time;
  watchdog = createWatchdog(
    () => lastTaken,
    () => time,
  );
});
/** A sweep that finds that the oldest row has been due for so long. */
const sweepFinds = (oldestSeconds: number) => {
  watchdog.sweepBegins();
  watchdog.sweepEnds(oldestSeconds);
};
const pass = (seconds: number) => void (time += seconds * SECOND);

describe('a worker may go on', () => {
  test('that has nothing to do, for however long', () => {
    sweepFinds(0);
    pass(3600);
    sweepFinds(0);
    expect(watchdog.verdict()).toBeUndefined();
  });

  test('that takes rows up while older ones wait', () => {
    sweepFinds(500);
    pass(59);
    lastTaken = time;
    pass(59);
    sweepFinds(600);
    expect(watchdog.verdict()).toBeUndefined();
  });

  test('for a minute after work has come to a worker that was idle for hours', () => {
    pass(7200);
    sweepFinds(30);
    expect(watchdog.verdict()).toBeUndefined();
    pass(29);
    expect(watchdog.verdict()).toBeUndefined();
  });
});

describe('a worker should end', () => {
  test('that has taken nothing for a minute while something waited', () => {
    pass(7200);
    sweepFinds(30);
    pass(31);
    expect(watchdog.verdict()).toMatch(/took none of it/);
  });

  test('whose question to the database has gone unanswered for a minute', () => {
    watchdog.sweepBegins();
    pass(59);
    expect(watchdog.verdict()).toBeUndefined();
    pass(2);
    expect(watchdog.verdict()).toMatch(/has not answered/);
  });
});
