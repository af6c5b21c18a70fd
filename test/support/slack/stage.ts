import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { WebClient, type ChatPostMessageArguments, type ChatPostMessageResponse } from '@slack/web-api';
import type { AddressInfo } from 'node:net';
import { startFakeSlack, type FakeSlack, type FakeSlackOptions } from './fake-slack.ts';
import type { FakeWorkspace } from './workspace.ts';

/** One workspace, and a real Bolt app: what the fake is tried with. */
export interface Stage {
  readonly slack: FakeSlack;
  readonly acme: FakeWorkspace;
  readonly client: WebClient;
  readonly post: (message: ChatPostMessageArguments) => Promise<ChatPostMessageResponse>;
  /** `patience`, in milliseconds: how long Slack waits for its answers. */
  readonly boltOverHttp: (patience?: number) => Promise<App>;
  readonly boltOverSocket: () => Promise<App>;
  /** Lets time pass for the fake, in milliseconds. */
  readonly later: (milliseconds: number) => void;
  /** Where Slack sends everything, once a Bolt app listens. */
  readonly url: () => string;
  readonly stop: () => Promise<void>;
}

const nothing = () => {};
export const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing, setLevel: nothing, getLevel: () => LogLevel.ERROR, setName: nothing };

/** In milliseconds. Long, as the machine may be busy: a retry would be one more event than the test is about. Tests of retries set their own. */
const PATIENCE = 20_000;

export async function setStage(options: Pick<FakeSlackOptions, 'app'> = {}): Promise<Stage> {
  let clock = new Date('2026-11-25T10:00:00Z');
  const slack = await startFakeSlack({ ...options, now: () => clock });
  const acme = addAcme(slack);
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const client = new WebClient(acme.botToken, { ...clientOptions, rejectRateLimitedCalls: true, logger: silent });
  const bolt = boltStarters(slack, acme);
  return {
    slack,
    acme,
    client,
    post: async (message) => await client.apiCall('chat.postMessage', { ...message }),
    ...bolt.start,
    later: (milliseconds) => {
      clock = new Date(clock.getTime() + milliseconds);
    },
    url: bolt.url,
    stop: async () => {
      await slack.settled();
      await bolt.stop();
      await slack.stop();
    },
  };
}

/** Real Bolt apps on either way. */
function boltStarters(slack: FakeSlack, acme: FakeWorkspace) {
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  let url = '';
  // With a token Bolt would ask who it is in the background, perhaps when the fake has already stopped.
  const authorize = async () => await Promise.resolve({ botToken: acme.botToken, botId: acme.botId, botUserId: acme.botUserId });
  const ending: (() => Promise<unknown>)[] = [];
  const start = {
    boltOverHttp: async (patience = PATIENCE) => {
      const receiver = new HTTPReceiver({ signingSecret: slack.app.signingSecret, logger: silent });
      const app = new App({ authorize, receiver, logger: silent, clientOptions });
      const server = await receiver.start(0);
      ending.push(async () => {
        if ('closeAllConnections' in server) server.closeAllConnections();
        await receiver.stop();
      });
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
      slack.connectHttp(url, { patience });
      return app;
    },
    boltOverSocket: async () => {
      const receiver = new SocketModeReceiver({ appToken: slack.app.appToken, logger: silent, installerOptions: { clientOptions } });
      const app = new App({ authorize, receiver, logger: silent, clientOptions });
      await receiver.start();
      ending.push(async () => await receiver.client.disconnect());
      slack.connectSocket({ patience: PATIENCE, redeliverAfter: PATIENCE });
      return app;
    },
  };
  return {
    start,
    url: () => url,
    stop: async () => {
      for (const end of ending) await end();
    },
  };
}

function addAcme(slack: FakeSlack): FakeWorkspace {
  return slack.addWorkspace({
    id: 'T1',
    name: 'Acme',
    users: [
      { id: 'U1', name: 'maria', realName: 'Maria Lindqvist', email: 'maria@example.test' },
      { id: 'U2', name: 'sam', realName: 'Sam Okafor', email: 'sam@example.test' },
      { id: 'U9', name: 'guest', isRestricted: true },
    ],
    channels: [
      { id: 'C1', name: 'help', members: ['U1', 'U2'] },
      { id: 'C2', name: 'random', members: ['U1'], hasBot: false },
      { id: 'G1', name: 'secret', kind: 'private', members: ['U2'], hasBot: false },
    ],
  });
}

export const approveButton: KnownBlock = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'approve', value: '7', text: { type: 'plain_text', text: 'Approve' } }],
};

export function reportForm(): ModalView {
  return {
    type: 'modal',
    callback_id: 'report',
    title: { type: 'plain_text', text: 'Report a problem' },
    submit: { type: 'plain_text', text: 'Send' },
    blocks: [
      {
        type: 'input',
        block_id: 'what',
        label: { type: 'plain_text', text: 'What is wrong?' },
        element: { type: 'plain_text_input', action_id: 'it', max_length: 20 },
      },
      {
        type: 'input',
        block_id: 'where',
        optional: true,
        label: { type: 'plain_text', text: 'Where?' },
        element: { type: 'static_select', action_id: 'it', options: [{ text: { type: 'plain_text', text: 'At home' }, value: 'home' }] },
      },
    ],
  };
}
