CREATE TABLE "intent_examples" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "intent_examples_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"request_id" uuid,
	"text" text NOT NULL,
	"guessed" text NOT NULL,
	"confidence" real NOT NULL,
	"outcome" text DEFAULT 'asked' NOT NULL,
	"turned_out" text,
	"label" text,
	"platform" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "intent_examples_outcome_known" CHECK ("intent_examples"."outcome" in ('asked', 'chosen', 'rephrased', 'corrected', 'handed_over', 'imported')),
	CONSTRAINT "intent_examples_confidence_range" CHECK ("intent_examples"."confidence" between 0 and 1),
	CONSTRAINT "intent_examples_imported_labelled" CHECK (("intent_examples"."outcome" = 'imported') = ("intent_examples"."request_id" is null) and ("intent_examples"."request_id" is not null or "intent_examples"."label" is not null))
);
--> statement-breakpoint
CREATE TABLE "intent_versions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "intent_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"learned" jsonb NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"trained_at" timestamp with time zone DEFAULT now() NOT NULL,
	"promoted_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "waiting" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "intent_examples" ADD CONSTRAINT "intent_examples_request_id_inbox_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."inbox"("request_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "intent_examples_request_key" ON "intent_examples" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "intent_examples_unlabelled_idx" ON "intent_examples" USING btree ("guessed","id") WHERE "intent_examples"."label" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "intent_examples_imported_key" ON "intent_examples" USING btree ("text","label") WHERE "intent_examples"."outcome" = 'imported';--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_waiting_listed" CHECK (jsonb_typeof("conversations"."waiting") = 'array');--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_category_known" CHECK ("tickets"."category" in ('software', 'hardware', 'access', 'account', 'question'));