import { and, eq, inArray } from 'drizzle-orm';
import type { Post } from '#core/card.ts';
import type { Chart } from '#core/chart.ts';
import { OutsideError } from '#core/errors.ts';
import { pictureId } from '#lib/chart/picture-id.ts';
import { cut } from '#lib/text.ts';
import { drawnForAll, picturesOf } from '../chart-pictures.ts';
import type { Inward } from './arrival.ts';
import { slackError } from './client.ts';
import { putUp, unseen } from './files.ts';
import { slackPictures } from './schema.ts';
import type { Workspace } from './workspaces.ts';

/** Slack's ids of pictures, and since when it has them, by `pictureId`. */
export type Pictures = ReadonlyMap<string, Picture>;

interface Picture {
  readonly fileId: string;
  readonly at: Date;
}

export interface PictureDeps extends Pick<Inward, 'database' | 'clock' | 'log'> {
  /** Says which hosts are Slack's. */
  readonly apiUrl: string;
}

export const NO_PICTURES: Pictures = new Map();
/** How long Slack may take until it can show what it was given, and how soon it is asked again. */
const READY_WITHIN_MS = 60_000;
const ASK_AGAIN_SECONDS = 2;

/**
 * Puts the pictures of a post's charts up, each once in a workspace, whatever shows it and however often. Nobody sees them before a message does:
 * one that was put up in vain, because of a crash, is in nobody's way. @throws OutsideError `not_done`
 */
export async function putUpPictures(deps: PictureDeps, workspace: Workspace, post: Post, signal: AbortSignal): Promise<Pictures> {
  return await picturesOf(post, deps.log, async (chart) => await pictureOf(deps, workspace, chart, signal));
}

async function pictureOf({ database: { db }, clock, apiUrl }: PictureDeps, workspace: Workspace, chart: Chart, signal: AbortSignal): Promise<Picture> {
  const picture = pictureId(chart);
  const [known] = await db
    .select()
    .from(slackPictures)
    .where(and(eq(slackPictures.workspace, workspace.id), eq(slackPictures.picture, picture)));
  if (known) return known;
  const { client } = workspace;
  const fileId = await putUp(client, { name: 'chart.png', bytes: await drawnForAll(chart) }, apiUrl, signal);
  const files: [{ id: string; title: string }] = [{ id: fileId, title: cut(chart.title, 200) || 'Chart' }];
  await unseen('a picture', async () => await client.files.completeUploadExternal({ files }));
  const row = { workspace: workspace.id, picture, fileId, at: clock.now() };
  await db.insert(slackPictures).values(row).onConflictDoNothing();
  return row;
}

/**
 * Calls with the pictures. Slack says `invalid_blocks` of one that it has not looked at yet, so a new one is given time; an older one is gone,
 * so it is forgotten and the words take its place. @throws OutsideError
 */
export async function showing<T>(deps: PictureDeps, workspace: Workspace, pictures: Pictures, call: (shown: Pictures) => Promise<T>): Promise<T> {
  try {
    return await call(pictures);
  } catch (error) {
    const cause = error instanceof OutsideError ? error.cause : undefined;
    if (pictures.size === 0 || slackError(cause) !== 'invalid_blocks') throw error;
    const newest = Math.max(...[...pictures.values()].map(({ at }) => at.getTime()));
    if (deps.clock.now().getTime() - newest < READY_WITHIN_MS)
      throw new OutsideError('Slack does not show a new picture yet.', { outcome: 'not_done', retryAfterSeconds: ASK_AGAIN_SECONDS, cause: error });
    await forget(deps, workspace, pictures);
    return await call(NO_PICTURES);
  }
}

async function forget({ database: { db } }: PictureDeps, { id }: Workspace, pictures: Pictures): Promise<void> {
  await db.delete(slackPictures).where(and(eq(slackPictures.workspace, id), inArray(slackPictures.picture, [...pictures.keys()])));
}
