import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '#store/schema/people.ts';

/** Workspaces, and whole organizations, that have installed Deskside. */
export const slackInstallations = pgTable(
  'slack_installations',
  {
    /** `T…` of a workspace, or `E…` of an organization that installed it for all its workspaces. */
    id: text('id').primaryKey(),
    isOrganization: boolean('is_organization').notNull(),
    name: text('name').notNull(),
    /** The installation with its tokens as JSON, sealed; null once it is gone, so that no dead token is kept. */
    sealed: text('sealed'),
    state: text('state', { enum: ['installed', 'revoked', 'uninstalled'] }).notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    check('slack_installations_state_known', sql`${t.state} in ('installed', 'revoked', 'uninstalled')`),
    check('slack_installations_sealed_while_installed', sql`(${t.state} = 'installed') = (${t.sealed} is not null)`),
  ],
);

/** What a file that is put up is called by Slack, written before Slack is told to show it: so that it can be asked afterwards. */
export const slackUploads = pgTable('slack_uploads', {
  /** The delivery's own. */
  key: uuid('key').primaryKey(),
  fileId: text('file_id').notNull(),
});

/** Pictures of charts that Slack has, so that none is put up twice: a card that is redrawn shows the one from before. */
export const slackPictures = pgTable(
  'slack_pictures',
  {
    workspace: text('workspace').notNull(),
    /** Of what is drawn: `pictureId`. */
    picture: text('picture').notNull(),
    fileId: text('file_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspace, t.picture] })],
);
