import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { reportForm, setStage, silent, type Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(async () => {
  await stage.stop();
});

async function openAddress(token: string): Promise<string> {
  const client = new WebClient(token, { slackApiUrl: stage.slack.apiUrl, retryConfig: { retries: 0 }, logger: silent });
  return (await client.apps.connections.open({})).url ?? '';
}

/** A client that acknowledges nothing by itself, and the envelopes it gets. */
async function openRawSocket(): Promise<{ readonly socket: WebSocket; readonly envelopes: Record<string, unknown>[] }> {
  const socket = new WebSocket(await openAddress(stage.slack.app.appToken));
  const envelopes: Record<string, unknown>[] = [];
  socket.on('message', (data: Buffer) => envelopes.push(JSON.parse(data.toString()) as Record<string, unknown>));
  await expect.poll(() => envelopes[0]?.['type']).toBe('hello');
  return { socket, envelopes };
}

describe('Socket Mode', () => {
  test('a real Bolt app hears events, opens a form and answers a command', async () => {
    const app = await stage.boltOverSocket();
    const heard: unknown[] = [];
    app.message(async ({ message }) => void heard.push('text' in message && message.text));
    app.command('/it', async ({ ack, body, client }) => {
      await client.views.open({ trigger_id: body.trigger_id, view: reportForm() });
      await ack('Here you are');
    });
    app.view('report', async ({ ack }) => await ack());
    const maria = stage.acme.as('U1');
    await maria.say('C1', 'hello');
    expect(heard).toEqual(['hello']);
    expect(await maria.command('/it', 'new', 'C1')).toBe('Here you are');
    expect(await maria.submit({ 'What is wrong?': 'all' })).toEqual({ kind: 'closed' });
    expect(stage.slack.violations).toEqual([]);
  });

  test('what is not acknowledged goes to another connection, as a retry of the same event', async () => {
    const deaf = await openRawSocket();
    const alive = await openRawSocket();
    alive.socket.on('message', (data: Buffer) => {
      const { envelope_id: id } = JSON.parse(data.toString()) as { envelope_id?: string };
      if (id !== undefined) alive.socket.send(JSON.stringify({ envelope_id: id, payload: {} }));
    });
    stage.slack.connectSocket({ redeliverAfter: 50 });
    await stage.acme.as('U1').say('C1', 'one');
    await stage.acme.as('U1').say('C1', 'two');
    expect(stage.slack.delivered).toHaveLength(2);
    expect(stage.slack.delivered.every(({ isTaken }) => isTaken)).toBe(true);
    const [lost] = deaf.envelopes.slice(1);
    const again = alive.envelopes.find(({ retry_attempt: retry }) => retry === 1);
    expect(again).toMatchObject({ type: 'events_api', retry_reason: 'timeout', payload: lost?.['payload'] });
    deaf.socket.terminate();
    alive.socket.terminate();
  });

  test('an event that nobody ever acknowledges is given up after three retries', async () => {
    const deaf = await openRawSocket();
    stage.slack.connectSocket({ redeliverAfter: 20 });
    await stage.acme.as('U1').say('C1', 'anybody?');
    expect(stage.slack.delivered).toMatchObject([{ isTaken: false, attempts: [{}, {}, {}, { retryReason: 'timeout' }] }]);
    deaf.socket.terminate();
  });

  test('asked to refresh, the app comes back on a new connection and misses nothing', async () => {
    const app = await stage.boltOverSocket();
    const heard: unknown[] = [];
    app.message(async ({ message }) => void heard.push('text' in message && message.text));
    stage.slack.connectSocket({ redeliverAfter: 1000 });
    stage.slack.sockets.disconnect('refresh_requested');
    await expect.poll(() => stage.slack.calls.filter(({ method }) => method === 'apps.connections.open').length, { timeout: 20_000 }).toBe(2);
    await stage.acme.as('U1').say('C1', 'still there?');
    expect(heard).toEqual(['still there?']);
    expect(stage.slack.sockets.count()).toBe(1);
  });

  test('only a token of the app opens a connection, and each address only once', async () => {
    await expect(openAddress(stage.acme.botToken)).rejects.toMatchObject({ data: { error: 'not_allowed_token_type' } });
    await expect(openAddress('wrong')).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
    const url = await openAddress(stage.slack.app.appToken);
    const first = new WebSocket(url);
    await expect.poll(() => first.readyState).toBe(WebSocket.OPEN);
    const second = new WebSocket(url);
    const refusal = await new Promise<string>((resolve) => void second.on('error', (error) => resolve(error.message)));
    expect(refusal).toContain('403');
    first.terminate();
  });
});
