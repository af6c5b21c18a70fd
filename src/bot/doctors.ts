import type { Checkup } from './checkup.ts';
import { checkSlack } from './slack/doctor.ts';
import { checkTeams } from './teams/doctor.ts';

/** Every platform whose set-up can be looked at, by its front end's name. */
export const doctors: Readonly<Record<string, Checkup>> = { slack: checkSlack, teams: checkTeams };
