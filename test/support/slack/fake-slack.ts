import type { Delivered, Delivery } from './delivery.ts';
import { deliverByHttp, signed, type Signing } from './delivery-http.ts';
import { createSocketGate, type SocketGate, type SocketSettings } from './delivery-socket.ts';
import { createFaults, type Fault, type FaultSpec } from './faults.ts';
import { fileRoutes } from './file-routes.ts';
import { envelope } from './payloads.ts';
import { listen, type RecordedCall } from './server.ts';
import { createWorld, type App, type Json, type World } from './state.ts';
import { isHeard } from './subscriptions.ts';
import { createWorkspace, type FakeWorkspace, type WorkspaceSpec } from './workspace.ts';

export interface FakeSlackOptions {
  /** For time stamps, and for what expires: triggers, answers' addresses, tokens. */
  readonly now?: () => Date;
  readonly app?: Partial<App>;
}

export interface FakeSlack {
  /** For `slackApiUrl`; ends with a slash. */
  readonly apiUrl: string;
  readonly app: App;
  readonly addWorkspace: (spec: WorkspaceSpec) => FakeWorkspace;
  /** Sends everything to the app at this address from now on. `patience` is Slack's three seconds, in milliseconds. */
  readonly connectHttp: (url: string, options?: { readonly patience?: number }) => void;
  /** Sends everything over the sockets that the app opens from now on. */
  readonly connectSocket: (settings?: Partial<SocketSettings>) => void;
  readonly sockets: Pick<SocketGate, 'count' | 'disconnect' | 'drop'>;
  readonly fault: (spec: FaultSpec) => Fault;
  /** What a strict reviewer would object to; a test ends with this empty. */
  readonly violations: string[];
  /** What people saw Slack say went wrong. */
  readonly failures: string[];
  readonly calls: readonly RecordedCall[];
  readonly delivered: readonly Delivered[];
  /** Sends the last event once more, as Slack does when an answer was lost. */
  readonly repeatLast: () => Promise<void>;
  /** Resolves once no event is on its way. */
  readonly settled: () => Promise<void>;
  /** A request to the app as it is, signed unless the headers say otherwise. */
  readonly post: (url: string, body: string, headers?: Record<string, string>) => Promise<Response>;
  /** Headers that vouch for a body; with a wrong secret or time they vouch for nothing. */
  readonly sign: (body: string, signing?: Signing) => Record<string, string>;
  readonly stop: () => Promise<void>;
}

const APP: App = {
  id: 'A0FAKE',
  clientId: '1111.2222',
  clientSecret: 'fake-client-secret',
  signingSecret: 'fake-signing-secret',
  appToken: 'xapp-fake',
  verificationToken: 'fake-verification-token',
  rotatesTokens: false,
};

/** Slack's patience with an app, in milliseconds. */
const PATIENCE = 3000;

/** Starts a server that plays Slack, and its people. It refuses what Slack refuses, and notes what Slack would let pass but should not be. */
export async function startFakeSlack({ now = () => new Date(), app }: FakeSlackOptions = {}): Promise<FakeSlack> {
  const world = createWorld({ ...APP, ...app }, now);
  const faults = createFaults();
  const calls: RecordedCall[] = [];
  const failures: string[] = [];
  const { server, close } = await listen({ world, faults, calls, routes: fileRoutes(world) });
  const sockets = createSocketGate(world, server);
  const events = createEvents(world);
  return {
    apiUrl: `${world.server.origin}/api/`,
    app: world.app,
    violations: world.violations,
    failures,
    calls,
    fault: faults.add,
    delivered: events.delivered,
    settled: events.settled,
    repeatLast: events.repeatLast,
    addWorkspace: (spec) => createWorkspace({ world, delivery: events.delivery, failures }, spec),
    connectHttp: (url, { patience = PATIENCE } = {}) => events.connect(deliverByHttp({ url, patience })),
    connectSocket: ({ patience = PATIENCE, redeliverAfter = PATIENCE } = {}) => events.connect(sockets.deliver({ patience, redeliverAfter })),
    sockets,
    post: async (url, body, headers = {}) =>
      await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...sign(world, body), ...headers } }),
    sign: (body, signing) => sign(world, body, signing),
    stop: async () => {
      events.stop();
      await events.settled();
      sockets.drop();
      await close();
    },
  };
}

function sign(
  world: World,
  body: string,
  { timestamp = Math.floor(Date.now() / 1000), secret = world.app.signingSecret }: Signing = {},
): Record<string, string> {
  return signed(body, secret, timestamp);
}

/** Carries events to the app, and keeps count of those on their way. */
function createEvents(world: World) {
  let current: Delivery | undefined;
  const delivered: Delivered[] = [];
  const running = new Set<Promise<unknown>>();
  let last: readonly [App, Json] | undefined;
  const send = async (delivery: Delivery, app: App, body: Json) => {
    last = [app, body];
    const sent = delivery.event(app, body);
    running.add(sent);
    delivered.push(await sent.finally(() => running.delete(sent)));
  };
  world.announce = async (workspace, event) => {
    if (current && isHeard(workspace, event)) await send(current, workspace.app, envelope(world, workspace, event));
  };
  return {
    delivered,
    delivery: (): Delivery => {
      if (!current) throw new Error('no app is connected');
      return current;
    },
    repeatLast: async () => {
      if (!current || !last) throw new Error('nothing was sent yet');
      await send(current, ...last);
    },
    connect: (next: Delivery) => {
      current?.stop();
      current = next;
    },
    settled: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
    stop: () => current?.stop(),
  };
}
