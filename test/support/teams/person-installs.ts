import { activityFrom } from './deliver.ts';
import { bot, type Actor } from './person-context.ts';
import { personalChat, type Conversation, type Json, type Team } from './state.ts';

/** What a person does with the app itself. */
export function installing(actor: Actor) {
  const { world, user } = actor;
  const send = async (conversation: Conversation, more: Json) =>
    void (await actor.deliver(activityFrom(world, conversation, user, { text: undefined, ...more })));
  const general = ({ id }: Team) => world.conversations.get(id) as Conversation;
  return {
    /** Adds the app for themselves: Teams opens their chat with it and tells of that twice. */
    install: async (): Promise<string> => {
      user.hasApp = true;
      const chat = personalChat(world, user);
      await send(chat, { type: 'conversationUpdate', membersAdded: [bot(world), { id: user.teamsId, aadObjectId: user.aadObjectId }] });
      await send(chat, { type: 'installationUpdate', action: 'add' });
      return chat.id;
    },
    uninstall: async (): Promise<void> => {
      const chat = personalChat(world, user);
      user.hasApp = false;
      await send(chat, { type: 'installationUpdate', action: 'remove' });
    },
    addToTeam: async (team: Team): Promise<void> => {
      team.hasApp = true;
      const data = { tenant: { id: team.tenantId }, team: { id: team.id }, settings: { selectedChannel: { id: team.id } } };
      const membersAdded = [bot(world)];
      await send(general(team), { type: 'conversationUpdate', membersAdded, channelData: { ...data, eventType: 'teamMemberAdded' } });
      await send(general(team), { type: 'installationUpdate', action: 'add', channelData: data });
    },
    removeFromTeam: async (team: Team): Promise<void> => {
      team.hasApp = false;
      const data = { tenant: { id: team.tenantId }, team: { id: team.id }, eventType: 'teamMemberRemoved' };
      await send(general(team), { type: 'conversationUpdate', membersRemoved: [bot(world)], channelData: data });
      await send(general(team), { type: 'installationUpdate', action: 'remove' });
    },
    /** 👍 on a message of the bot's: Teams tells a bot of no others. */
    react: async (conversation: Conversation, id: string): Promise<void> => {
      await send(conversation, { type: 'messageReaction', replyToId: id, reactionsAdded: [{ type: 'like' }] });
    },
  };
}
