import type { TeamChannel } from '#store/teams.ts';
import { readChannelLink } from './teams/channel-link.ts';

/** Every platform that gives out links to its channels, by its front end's name; a link that cannot be read is undefined. */
export const channelLinks: Readonly<Record<string, (link: string) => Pick<TeamChannel, 'workspace' | 'room'> | undefined>> = { teams: readChannelLink };
