import { setTimeout as sleep } from 'node:timers/promises';
import { DeskError } from '#core/errors.ts';
import type { Section } from '#core/front-end.ts';
import { PLATFORM, type Inward, type Visitor } from './arrival.ts';
import { calling } from './client.ts';
import { toHome } from './home.ts';

/** How long the page waits for what was pressed on it, and how often it looks. */
const SETTLED_WITHIN_MS = 2000;
const LOOK_EVERY_MS = 100;

/** Draws a person's own page as things stand; after a press, once what was pressed has been done. */
export async function publishHome(deps: Inward, visitor: Visitor, after?: string): Promise<void> {
  if (after !== undefined) await settled(deps, after);
  const { workspace, user } = visitor;
  const sections = await sectionsFor(deps, visitor);
  const view = toHome({ sections, entrances: deps.desk.entrances });
  await calling('views.publish', async () => await workspace.client.views.publish({ user_id: user.id, view }));
}

async function sectionsFor({ desk }: Inward, { workspace, user }: Visitor): Promise<readonly Section[]> {
  try {
    return await desk.home({ user, address: { platform: PLATFORM, workspace: workspace.id } });
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    return [{ title: 'Deskside', empty: error.userMessage, cards: [] }];
  }
}

async function settled({ desk }: Inward, requestId: string): Promise<void> {
  for (let waited = 0; waited < SETTLED_WITHIN_MS && !(await desk.isSettled(requestId)); waited += LOOK_EVERY_MS) await sleep(LOOK_EVERY_MS);
}
