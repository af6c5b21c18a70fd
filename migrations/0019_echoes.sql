ALTER TABLE "messages" ADD COLUMN "echo_of" bigint;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_echo_of_messages_id_fk" FOREIGN KEY ("echo_of") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_echo_idx" ON "messages" USING btree ("echo_of") WHERE "messages"."echo_of" is not null;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_echo_written_elsewhere" CHECK ("messages"."echo_of" is null or "messages"."platform" is null);