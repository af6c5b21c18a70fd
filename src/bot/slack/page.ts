import { setTimeout as sleep } from 'node:timers/promises';
import { DeskError } from '#core/errors.ts';
import type { Section } from '#core/front-end.ts';
import { PLATFORM, type Inward, type Visitor } from './arrival.ts';
import { calling } from './client.ts';
import { toHome } from './home.ts';

/** How long the page waits for what was pressed on it, and how often it looks. */
const SETTLED_WITHIN_MS = 2000;
const LOOK_EVERY_MS = 100;

/** Draws it once what was pressed there has been done. Never throws: it is drawn anew each time it is opened. */
export async function publishSoon(deps: Inward, visitor: Visitor, requestId: string): Promise<void> {
  try {
    await settled(deps, requestId);
    await publishHome(deps, visitor);
  } catch (error) {
    deps.log.warn({ err: error }, 'a page was not drawn anew');
  }
}

/** Draws a person's own page as things stand. */
export async function publishHome(deps: Inward, visitor: Visitor): Promise<void> {
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
