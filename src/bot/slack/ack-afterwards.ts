import { AuthorizationError, type App, type Receiver, type ReceiverEvent } from '@slack/bolt';
import { OutsideError } from '#core/errors.ts';
import type { Inward } from './arrival.ts';
import { whyUnreadable } from './well-formed.ts';

/** Slack allows its requests to be five minutes old; one from the future is forged, or its clock is wrong. */
const EARLY_SECONDS = 5 * 60;

/** Answered with 401. */
export class TooEarly extends Error {}

/**
 * Bolt tells Slack that it has an event before anybody has looked at it. Here Slack is told when all is done, so after
 * the inbox has it: what fails before that is delivered again. What would fail as often as it is delivered is
 * acknowledged instead, and logged: a request that cannot be read, and an event that Slack itself refuses to let us follow.
 */
export function ackAfterwards(receiver: Receiver, deps: Pick<Inward, 'clock' | 'log'>): Receiver {
  return {
    init: (app) => receiver.init({ processEvent: async (event: ReceiverEvent) => await process(app, event, deps) } as App),
    start: async (...options: unknown[]) => await receiver.start(...options),
    stop: async (...options: unknown[]) => await receiver.stop(...options),
  };
}

async function process(app: App, event: ReceiverEvent, { clock, log }: Pick<Inward, 'clock' | 'log'>): Promise<void> {
  const sentAt = event.customProperties?.['sentAt'] as number | undefined;
  if (sentAt !== undefined && sentAt > clock.now().getTime() / 1000 + EARLY_SECONDS) throw new TooEarly('The request is from the future.');
  const unreadable = whyUnreadable(event.body);
  if (unreadable !== undefined) {
    log.error({ why: unreadable }, 'a request of Slack cannot be read');
    return await event.ack();
  }
  let answer: unknown;
  try {
    await app.processEvent({ ...event, ack: async (response: unknown) => await Promise.resolve(void (answer ??= response)) });
  } catch (error) {
    // Of what somebody pressed Slack shows them that it failed, and does not deliver it again.
    if (!('event' in event.body) || !isLasting(error)) throw error;
    log.error({ err: error }, 'an event of Slack cannot be followed');
  }
  await event.ack(answer);
}

/** Bolt wraps what a listener throws. An unknown workspace is another matter: it is refused. */
function isLasting(error: unknown): boolean {
  return !(error instanceof AuthorizationError) && error instanceof Error && 'original' in error && isRefusal(error.original);
}

/** Whether the outside says no for good. */
export function isRefusal(error: unknown): boolean {
  return error instanceof OutsideError && error.lasting;
}
