CREATE TABLE "choices" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"intent" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind_known";--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "sender" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "room" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "v" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "unsure" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "waits" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "ref" text;--> statement-breakpoint
ALTER TABLE "choices" ADD CONSTRAINT "choices_request_id_inbox_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."inbox"("request_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_sender_idx" ON "inbox" USING btree ("sender","received_at");--> statement-breakpoint
CREATE INDEX "inbox_room_idx" ON "inbox" USING btree ("room","received_at");--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_counted" CHECK ("outbox"."attempts" >= 0 and "outbox"."unsure" >= 0 and "outbox"."waits" >= 0);--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind_known" CHECK ("outbox"."kind" in ('event', 'post', 'card', 'step', 'timer'));