CREATE TABLE "teams_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"delivery" uuid NOT NULL,
	"tenant" text NOT NULL,
	"room" text NOT NULL,
	"user_id" text NOT NULL,
	"message_id" text,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"otherwise" text NOT NULL,
	"text" text,
	"source" jsonb,
	"state" text NOT NULL,
	"hand_over" uuid,
	"upload" text,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "teams_offers_state_known" CHECK ("teams_offers"."state" in ('offered', 'accepted', 'uploading', 'uploaded', 'given', 'declined', 'failed')),
	CONSTRAINT "teams_offers_size_sane" CHECK ("teams_offers"."size" between 1 and 25000000 and octet_length("teams_offers"."text") <= 1000000),
	CONSTRAINT "teams_offers_kept_while_open" CHECK (num_nonnulls("teams_offers"."text", "teams_offers"."source") = ("teams_offers"."state" in ('offered', 'accepted', 'uploading', 'uploaded'))::int),
	CONSTRAINT "teams_offers_address_while_under_way" CHECK (("teams_offers"."upload" is not null) = ("teams_offers"."state" in ('accepted', 'uploading', 'uploaded'))),
	CONSTRAINT "teams_offers_put_up_by_a_row" CHECK (("teams_offers"."hand_over" is null) = ("teams_offers"."state" in ('offered', 'declined')))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "teams_offers_delivery_key" ON "teams_offers" USING btree ("delivery");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_offers_hand_over_key" ON "teams_offers" USING btree ("hand_over");--> statement-breakpoint
CREATE INDEX "teams_offers_changed" ON "teams_offers" USING btree ("changed_at");