CREATE TABLE "license_checks" (
	"level_id" bigint PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"problem" text,
	"more" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "license_checks_counted" CHECK ("license_checks"."version" > 0 and "license_checks"."more" >= 0)
);
--> statement-breakpoint
CREATE TABLE "license_differences" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "license_differences_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"level_id" bigint NOT NULL,
	"email" text NOT NULL,
	"kind" text NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"mended_at" timestamp with time zone,
	CONSTRAINT "license_differences_kind_known" CHECK ("license_differences"."kind" in ('in_group_without_seat', 'seat_without_group')),
	CONSTRAINT "license_differences_email_small" CHECK ("license_differences"."email" = lower("license_differences"."email") and "license_differences"."email" <> ''),
	CONSTRAINT "license_differences_times_in_order" CHECK ("license_differences"."mended_at" >= "license_differences"."found_at")
);
--> statement-breakpoint
CREATE TABLE "purchase_requests" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "purchase_requests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"version" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"product_id" bigint NOT NULL,
	"seats" integer NOT NULL,
	"price_cents" integer,
	"currency" text,
	"person_id" bigint NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"ticket_id" bigint,
	"asked_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "purchase_requests_version_positive" CHECK ("purchase_requests"."version" > 0),
	CONSTRAINT "purchase_requests_state_known" CHECK ("purchase_requests"."state" in ('asked', 'approved', 'bought', 'declined', 'unanswered', 'dropped')),
	CONSTRAINT "purchase_requests_seats_positive" CHECK ("purchase_requests"."seats" > 0),
	CONSTRAINT "purchase_requests_price_whole" CHECK (("purchase_requests"."price_cents" is null) = ("purchase_requests"."currency" is null) and "purchase_requests"."price_cents" >= 0),
	CONSTRAINT "purchase_requests_ended_when_over" CHECK (("purchase_requests"."state" not in ('asked', 'approved')) = ("purchase_requests"."ended_at" is not null)),
	CONSTRAINT "purchase_requests_ticket_when_approved" CHECK ("purchase_requests"."state" <> 'approved' or "purchase_requests"."ticket_id" is not null),
	CONSTRAINT "purchase_requests_times_in_order" CHECK ("purchase_requests"."ended_at" >= "purchase_requests"."asked_at")
);
--> statement-breakpoint
ALTER TABLE "license_checks" ADD CONSTRAINT "license_checks_level_id_product_levels_id_fk" FOREIGN KEY ("level_id") REFERENCES "public"."product_levels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "license_differences" ADD CONSTRAINT "license_differences_level_id_product_levels_id_fk" FOREIGN KEY ("level_id") REFERENCES "public"."product_levels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requests" ADD CONSTRAINT "purchase_requests_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requests" ADD CONSTRAINT "purchase_requests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requests" ADD CONSTRAINT "purchase_requests_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "license_differences_open_key" ON "license_differences" USING btree ("level_id","email","kind") WHERE "license_differences"."mended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_requests_asked_key" ON "purchase_requests" USING btree ("product_id") WHERE "purchase_requests"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "purchase_requests_product_idx" ON "purchase_requests" USING btree ("product_id","id");