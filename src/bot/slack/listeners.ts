import type { AllMiddlewareArgs, App, Context, SlackEventMiddlewareArgs } from '@slack/bolt';
import { visit, type Inward } from './arrival.ts';
import { takePress } from './buttons.ts';
import { calling } from './client.ts';
import { takeCommand, takeShortcut } from './commands.ts';
import { takeMessageShortcut } from './message-shortcut.ts';
import { takeChange, takeMessage } from './messages.ts';
import { optionsFor } from './modal.ts';
import { publishHome } from './page.ts';
import { takeReaction } from './quoting.ts';
import { takeJoining } from './team-channels.ts';
import { takeSubmission } from './submissions.ts';
import { takeSearch } from './searching.ts';

/** What each kind of Slack's requests is for. Names are those of the manifest. */
export function listenTo(app: App, deps: Inward): void {
  app.event('message', async ({ event, context }) => await onMessage(deps, context.teamId, event));
  app.event('app_mention', async ({ event, context }) => await takeMessage(deps, context.teamId, event));
  app.event('reaction_added', async ({ event, context }) => await takeReaction(deps, context.teamId, event));
  app.event('app_home_opened', async ({ event, context }) => await onOpened(deps, context.teamId, event));
  app.event('user_change', async ({ event, context }) => {
    deps.users.forget(context.teamId ?? '', event.user.id);
    await Promise.resolve();
  });
  app.event('member_joined_channel', async ({ event, context }) => await takeJoining(deps, context.teamId, event));
  app.event('app_uninstalled', async ({ context, body }) => await gone(deps, context, 'uninstalled', body.event_time));
  app.event('tokens_revoked', async ({ event, context, body }) => {
    if ((event.tokens.bot ?? []).length > 0) await gone(deps, context, 'revoked', body.event_time);
  });
  app.command(/.*/, async ({ command, context, ack }) => await ack(await takeCommand(deps, context.teamId, command)));
  app.shortcut({ type: 'shortcut' }, async ({ shortcut, context }) => await takeShortcut(deps, context.teamId, shortcut));
  app.shortcut({ type: 'message_action' }, async ({ shortcut, context }) => {
    await takeMessageShortcut(deps, context.teamId, shortcut);
  });
  app.action({ type: 'block_actions' }, async ({ body, action, context }) => {
    if (action.type === 'button') await takePress(deps, context.teamId, body, action.value ?? '');
  });
  app.view('form', async ({ body, context, ack }) => {
    await ack(await takeSubmission(deps, context.teamId, body));
  });
  app.options(/.*/, async ({ body, context, ack }) => {
    await ack({ options: optionsFor(...(await takeSearch(deps, context.teamId, body))) });
  });
}

/** The workspace took Deskside off, or its token back: what was kept of it is thrown away. @param at seconds since 1970 */
async function gone({ workspaces, log }: Inward, { teamId, enterpriseId, isEnterpriseInstall }: Context, why: 'uninstalled' | 'revoked', at: number) {
  const id = (isEnterpriseInstall ? enterpriseId : teamId) ?? '';
  log.warn({ workspace: id, why }, 'Slack no longer lets us in');
  // Slack's seconds are cut off, not rounded: it may have been any moment of that second.
  await workspaces.installations?.markGone(id, why, new Date(at * 1000 + 999));
}

type Event<Name extends string> = (SlackEventMiddlewareArgs<Name> & AllMiddlewareArgs)['event'];

async function onMessage(deps: Inward, workspace: string | undefined, event: Event<'message'>): Promise<void> {
  if (event.subtype === 'message_changed') {
    const { channel, channel_type, event_ts: ts, message: after, previous_message: before } = event;
    return await takeChange(deps, workspace, { channel, channel_type, ts, before: before, after: after });
  }
  if (event.subtype === 'message_deleted') {
    const { channel, channel_type, event_ts: ts, previous_message: before } = event;
    return await takeChange(deps, workspace, { channel, channel_type, ts, before: before, after: undefined });
  }
  await takeMessage(deps, workspace, event);
}

/** Slack shows at most so many. */
const PROMPTS = 4;

async function onOpened(deps: Inward, workspaceId: string | undefined, { user, tab, channel }: Event<'app_home_opened'>): Promise<void> {
  const visitor = await visit(deps, workspaceId, user);
  if (tab === 'home') return await publishHome(deps, visitor);
  const prompts = deps.desk.entrances.flatMap(({ label, example }) => (example === undefined ? [] : [{ title: label, message: example }]));
  const [first, ...more] = prompts.slice(0, PROMPTS);
  if (!first) return;
  try {
    const { client } = visitor.workspace;
    await calling('suggested prompts', async () => await client.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts: [first, ...more] }));
  } catch (error) {
    // Only a help for writing, and not every workspace has it.
    deps.log.warn({ err: error }, 'no suggested prompts');
  }
}
