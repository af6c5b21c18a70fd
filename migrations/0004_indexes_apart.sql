DROP INDEX "outbox_due_idx";--> statement-breakpoint
DROP INDEX "outbox_request_idx";--> statement-breakpoint
DROP INDEX "outbox_replace_idx";--> statement-breakpoint
CREATE INDEX "outbox_due_idx" ON "outbox" USING btree ("next_at") WHERE "outbox"."done_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_request_idx" ON "outbox" USING btree ("request_id") WHERE "outbox"."state" = 'ready' and "outbox"."kind" <> 'timer';--> statement-breakpoint
CREATE INDEX "outbox_replace_idx" ON "outbox" USING btree ("replace_key") WHERE "outbox"."state" = 'ready' and "outbox"."replace_key" is not null;