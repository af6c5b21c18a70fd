CREATE TABLE "birthrights" (
	"product_id" bigint NOT NULL,
	"department_id" bigint NOT NULL,
	CONSTRAINT "birthrights_product_id_department_id_pk" PRIMARY KEY("product_id","department_id")
);
--> statement-breakpoint
CREATE TABLE "license_requests" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "license_requests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"version" integer DEFAULT 1 NOT NULL,
	"kind" text DEFAULT 'seat' NOT NULL,
	"state" text NOT NULL,
	"product_id" bigint NOT NULL,
	"level_id" bigint,
	"person_id" bigint NOT NULL,
	"asked_by_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"ends_on" date,
	"seat_id" bigint,
	"note" text,
	"ticket_id" bigint,
	"asked_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "license_requests_version_positive" CHECK ("license_requests"."version" > 0),
	CONSTRAINT "license_requests_kind_known" CHECK ("license_requests"."kind" in ('seat', 'level', 'extension')),
	CONSTRAINT "license_requests_state_known" CHECK ("license_requests"."state" in ('asked', 'waiting', 'granting', 'granted', 'declined', 'failed', 'canceled')),
	CONSTRAINT "license_requests_ended_when_over" CHECK (("license_requests"."state" in ('granted', 'declined', 'failed', 'canceled')) = ("license_requests"."ended_at" is not null)),
	CONSTRAINT "license_requests_seat_when_given" CHECK ("license_requests"."state" not in ('granting', 'granted') or "license_requests"."seat_id" is not null),
	CONSTRAINT "license_requests_times_in_order" CHECK ("license_requests"."ended_at" >= "license_requests"."asked_at")
);
--> statement-breakpoint
CREATE TABLE "product_levels" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "product_levels_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"product_id" bigint NOT NULL,
	"name" text NOT NULL,
	"rank" integer NOT NULL,
	"group_name" text,
	"retired" boolean DEFAULT false NOT NULL,
	CONSTRAINT "product_levels_name_key" UNIQUE("product_id","name"),
	CONSTRAINT "product_levels_id_product_key" UNIQUE("id","product_id"),
	CONSTRAINT "product_levels_rank_counted" CHECK ("product_levels"."rank" > 0),
	CONSTRAINT "product_levels_group_filled" CHECK ("product_levels"."group_name" <> '')
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"name" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
INSERT INTO "groups" ("name") SELECT DISTINCT "group_name" FROM "group_members";--> statement-breakpoint
ALTER TABLE "entitlements" DROP CONSTRAINT "entitlements_dates_in_order";--> statement-breakpoint
ALTER TABLE "seats" DROP CONSTRAINT "seats_dates_in_order";--> statement-breakpoint
ALTER TABLE "entitlements" ADD COLUMN "notice_on" date;--> statement-breakpoint
ALTER TABLE "entitlements" ADD COLUMN "reassignable" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "entitlements" ADD COLUMN "contract" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "aliases" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "owner_id" bigint;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "budget_holder_id" bigint;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "team_id" bigint;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "approval" text DEFAULT 'manager' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "owner_above_cents" integer;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "idle_days" integer;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "install_steps" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "alternative_id" bigint;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "retired" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "level_id" bigint;--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "state" text DEFAULT 'active' NOT NULL;--> statement-breakpoint
UPDATE "seats" SET "state" = 'released' WHERE "until" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "ends_on" date;--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "last_used_on" date;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_holder_key" UNIQUE("id","product_id","person_id");--> statement-breakpoint
ALTER TABLE "birthrights" ADD CONSTRAINT "birthrights_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "birthrights" ADD CONSTRAINT "birthrights_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "license_requests" ADD CONSTRAINT "license_requests_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "license_requests" ADD CONSTRAINT "license_requests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "license_requests" ADD CONSTRAINT "license_requests_asked_by_id_people_id_fk" FOREIGN KEY ("asked_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "license_requests" ADD CONSTRAINT "license_requests_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "license_requests" ADD CONSTRAINT "license_requests_level_fk" FOREIGN KEY ("level_id","product_id") REFERENCES "public"."product_levels"("id","product_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "license_requests" ADD CONSTRAINT "license_requests_seat_fk" FOREIGN KEY ("seat_id","product_id","person_id") REFERENCES "public"."seats"("id","product_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_levels" ADD CONSTRAINT "product_levels_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "license_requests_open_key" ON "license_requests" USING btree ("product_id","person_id") WHERE "license_requests"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "license_requests_line_idx" ON "license_requests" USING btree ("product_id","id") WHERE "license_requests"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "license_requests_person_idx" ON "license_requests" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "license_requests_seat_idx" ON "license_requests" USING btree ("seat_id");--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_budget_holder_id_people_id_fk" FOREIGN KEY ("budget_holder_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_alternative_id_products_id_fk" FOREIGN KEY ("alternative_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_level_fk" FOREIGN KEY ("level_id","product_id") REFERENCES "public"."product_levels"("id","product_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_group_name_groups_name_fk" FOREIGN KEY ("group_name") REFERENCES "public"."groups"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "seats_ending_idx" ON "seats" USING btree ("ends_on") WHERE "seats"."until" is null and "seats"."ends_on" is not null;--> statement-breakpoint
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_contract_key" UNIQUE("product_id","contract");--> statement-breakpoint
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_dates_in_order" CHECK ("entitlements"."ends_on" > "entitlements"."starts_on" and "entitlements"."notice_on" between "entitlements"."starts_on" and "entitlements"."ends_on");--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_approval_known" CHECK ("products"."approval" in ('none', 'manager', 'owner'));--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_limits_positive" CHECK ("products"."owner_above_cents" >= 0 and "products"."idle_days" > 0);--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_not_own_alternative" CHECK ("products"."alternative_id" <> "products"."id");--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_version_positive" CHECK ("seats"."version" > 0);--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_state_known" CHECK ("seats"."state" in ('reserved', 'active', 'leaving', 'released'));--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_released_when_over" CHECK (("seats"."state" = 'released') = ("seats"."until" is not null));--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_dates_in_order" CHECK ("seats"."until" >= "seats"."since" and "seats"."ends_on" >= "seats"."since");