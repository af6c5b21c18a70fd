CREATE TABLE "reclaims" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reclaims_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"seat_id" bigint NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"asked_on" date NOT NULL,
	"asked_again_on" date,
	"ended_on" date,
	CONSTRAINT "reclaims_state_known" CHECK ("reclaims"."state" in ('asked', 'kept', 'used', 'dropped', 'taken', 'undone', 'final')),
	CONSTRAINT "reclaims_ended_when_over" CHECK (("reclaims"."state" = 'asked') = ("reclaims"."ended_on" is null)),
	CONSTRAINT "reclaims_dates_in_order" CHECK ("reclaims"."asked_again_on" > "reclaims"."asked_on" and "reclaims"."ended_on" >= coalesce("reclaims"."asked_again_on", "reclaims"."asked_on"))
);
--> statement-breakpoint
CREATE TABLE "renewal_notices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "renewal_notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entitlement_id" bigint NOT NULL,
	"decide_by" date NOT NULL,
	"days_before" smallint NOT NULL,
	"told_on" date NOT NULL,
	"person_id" bigint,
	"ticket_id" bigint,
	"held" integer NOT NULL,
	"idle" integer NOT NULL,
	"unknown" integer NOT NULL,
	CONSTRAINT "renewal_notices_once" UNIQUE("entitlement_id","decide_by","days_before"),
	CONSTRAINT "renewal_notices_days_known" CHECK ("renewal_notices"."days_before" in (90, 60, 30)),
	CONSTRAINT "renewal_notices_one_way" CHECK ("renewal_notices"."person_id" is null or "renewal_notices"."ticket_id" is null),
	CONSTRAINT "renewal_notices_counted" CHECK ("renewal_notices"."idle" >= 0 and "renewal_notices"."unknown" >= 0 and "renewal_notices"."idle" + "renewal_notices"."unknown" <= "renewal_notices"."held")
);
--> statement-breakpoint
CREATE TABLE "seat_notices" (
	"seat_id" bigint NOT NULL,
	"ends_on" date NOT NULL,
	"days_before" smallint NOT NULL,
	"told_on" date NOT NULL,
	CONSTRAINT "seat_notices_seat_id_ends_on_days_before_pk" PRIMARY KEY("seat_id","ends_on","days_before"),
	CONSTRAINT "seat_notices_days_known" CHECK ("seat_notices"."days_before" in (14, 7, 1))
);
--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "back_because" text;--> statement-breakpoint
ALTER TABLE "reclaims" ADD CONSTRAINT "reclaims_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_entitlement_id_entitlements_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_notices" ADD CONSTRAINT "seat_notices_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reclaims_one_open" ON "reclaims" USING btree ("seat_id") WHERE "reclaims"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "reclaims_seat_idx" ON "reclaims" USING btree ("seat_id","id");--> statement-breakpoint
CREATE INDEX "reclaims_taken_idx" ON "reclaims" USING btree ("ended_on") WHERE "reclaims"."state" = 'taken';--> statement-breakpoint
CREATE INDEX "renewal_notices_ticket_idx" ON "renewal_notices" USING btree ("ticket_id");--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_back_because_known" CHECK ("seats"."back_because" in ('given_back', 'ended', 'idle', 'left'));--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_back_because_when_back" CHECK ("seats"."back_because" is null or "seats"."state" in ('leaving', 'released'));