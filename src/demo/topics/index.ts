import type { TeamKey } from '../teams.ts';
import { ACCOUNTS } from './accounts.ts';
import { COMPUTERS } from './computers.ts';
import { CONNECTIONS } from './connections.ts';
import { PERIPHERALS } from './peripherals.ts';
import { SOFTWARE } from './software.ts';
import type { Topic } from './topic.ts';
import { WORKPLACE } from './workplace.ts';

/** What each team is asked about. Titles carry the team's keywords, so that the desk would have sent them there. */
export const TOPICS: Readonly<Record<TeamKey, readonly Topic[]>> = {
  'service-desk': [...SOFTWARE, ...WORKPLACE],
  devices: [...COMPUTERS, ...PERIPHERALS],
  network: [...CONNECTIONS, ...ACCOUNTS],
};
