import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createShutdown } from '#lib/shutdown.ts';

/** A process of wood: what would end it is only noted. */
function setUp(deadlineMs = 1000) {
  const events = new EventEmitter();
  const exits: number[] = [];
  const lines: string[] = [];
  let time = 0;
  const exited = new Promise<void>((resolve) => events.once('exited', resolve));
  const host = {
    on: (event: string, listener: (detail: unknown) => void) => events.on(event, listener),
    exit: (code: number) => {
      exits.push(code);
      events.emit('exited');
    },
  };
  const log = { info: (message: string) => lines.push(message), error: (_: object, message: string) => lines.push(message) };
  const shutdown = createShutdown(
    { info: (message) => void log.info(message), error: (details, message) => void log.error(details, message) },
    { deadlineMs, host, now: () => time },
  );
  return { shutdown, events, exits, lines, exited, wait: (ms: number) => (time += ms) };
}

describe('shutdown', () => {
  test('stops in reverse order and then ends the process', async () => {
    const { shutdown, exits } = setUp();
    const order: string[] = [];
    shutdown.add('database', async () => order.push('database'));
    shutdown.add('server', () => order.push('server'));
    await shutdown.run(0);
    expect(order).toEqual(['server', 'database']);
    expect(exits).toEqual([0]);
  });

  test('an error while stopping one does not keep the others from being stopped', async () => {
    const { shutdown, lines, exits } = setUp();
    let stopped = false;
    shutdown.add('database', () => (stopped = true));
    shutdown.add('server', () => Promise.reject(new Error('stuck')));
    await shutdown.run(0);
    expect(stopped).toBe(true);
    expect(lines).toEqual(['Stopping server failed.']);
    expect(exits).toEqual([0]);
  });

  test('the deadline ends the process, whatever hangs', async () => {
    const { shutdown, lines, exits } = setUp(20);
    shutdown.add('server', () => new Promise(() => undefined));
    await shutdown.run(0);
    expect(exits).toEqual([1]);
    expect(lines).toEqual(['Stopping took too long; ending anyway.']);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s stops in order', async (signal) => {
    const { shutdown, events, exits, exited } = setUp();
    let stops = 0;
    shutdown.add('server', () => (stops += 1));
    events.emit(signal);
    await exited;
    expect([stops, exits]).toEqual([1, [0]]);
  });

  test('a second Ctrl-C ends at once, but not the copy that npm passes on', async () => {
    const { shutdown, events, exits, wait } = setUp();
    shutdown.add('server', () => new Promise(() => undefined));
    events.emit('SIGINT');
    wait(30);
    events.emit('SIGINT');
    expect(exits).toEqual([]);
    wait(1000);
    events.emit('SIGINT');
    expect(exits).toEqual([130]);
  });

  test.each(['uncaughtException', 'unhandledRejection'])('%s is logged, and the exit code is 1', async (event) => {
    const { shutdown, events, exits, lines, exited } = setUp();
    let stops = 0;
    shutdown.add('server', () => (stops += 1));
    events.emit(event, new Error('oh'));
    await exited;
    expect([stops, exits, lines.length]).toEqual([1, [1], 1]);
  });

  test('an error while stopping in order makes the exit code 1', async () => {
    const { shutdown, events, exits } = setUp();
    shutdown.add('server', () => events.emit('uncaughtException', new Error('oh')));
    await shutdown.run(0);
    expect(exits).toEqual([1]);
  });

  test('what is added while stopping is stopped, too', async () => {
    const { shutdown } = setUp();
    let stopped = false;
    shutdown.add('server', () => shutdown.add('late', () => (stopped = true)));
    await shutdown.run(0);
    expect(stopped).toBe(true);
  });
});
