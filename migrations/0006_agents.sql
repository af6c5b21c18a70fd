ALTER TABLE "messages" DROP CONSTRAINT "messages_body_filled";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "platform" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "workspace" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "room" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "deleted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "posted_cards" ADD COLUMN "under" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "merged_into" bigint;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "source_link" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_merged_into_tickets_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_origin_key" ON "messages" USING btree ("platform","workspace","room","external_id");--> statement-breakpoint
CREATE INDEX "tickets_merged_idx" ON "tickets" USING btree ("merged_into") WHERE "tickets"."merged_into" is not null;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_origin_whole" CHECK (num_nonnulls("messages"."platform", "messages"."workspace", "messages"."room", "messages"."external_id") in (0, 4));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_edits_counted" CHECK ("messages"."version" > 0 and ("messages"."version" = 1) = ("messages"."edited_at" is null));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_body_filled" CHECK (("messages"."body" = '') = "messages"."deleted");--> statement-breakpoint
ALTER TABLE "posted_cards" ADD CONSTRAINT "posted_cards_under_in_channel" CHECK ("posted_cards"."under" is null or "posted_cards"."team_id" is not null);--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_merged_elsewhere" CHECK ("tickets"."merged_into" <> "tickets"."id");--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_merged_as_duplicate" CHECK ("tickets"."merged_into" is null or ("tickets"."state" = 'closed' and "tickets"."resolution_code" = 'duplicate'));--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_source_link_safe" CHECK ("tickets"."source_link" like 'https://%');--> statement-breakpoint
-- What a ticket was merged into is not merged itself, so whoever follows it arrives. The lock makes two merges that cross take turns.
CREATE FUNCTION refuse_merge_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT merged_into FROM tickets WHERE id = NEW.merged_into FOR SHARE) IS NOT NULL THEN
    RAISE EXCEPTION 'ticket % was merged itself', NEW.merged_into USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM tickets WHERE merged_into = NEW.id) THEN
    RAISE EXCEPTION 'other tickets were merged into ticket %', NEW.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tickets_merged_once AFTER INSERT OR UPDATE ON "tickets"
  FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION refuse_merge_chain();
