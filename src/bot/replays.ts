import type { Replay } from './replay.ts';
import { replaySlack } from './slack/replay.ts';
import { replayTeams } from './teams/replay.ts';

/** Every platform whose payloads can be sent once more, by its front end's name. */
export const replays: Readonly<Record<string, Replay>> = { slack: replaySlack, teams: replayTeams };
