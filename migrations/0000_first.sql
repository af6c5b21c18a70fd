CREATE TABLE "device_models" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "device_models_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"vendor" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"useful_life_months" integer NOT NULL,
	CONSTRAINT "device_models_name_key" UNIQUE("vendor","name"),
	CONSTRAINT "device_models_kind_known" CHECK ("device_models"."kind" in ('laptop', 'monitor', 'phone', 'tablet', 'dock', 'printer')),
	CONSTRAINT "device_models_life_positive" CHECK ("device_models"."useful_life_months" > 0)
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "devices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"asset_tag" text NOT NULL,
	"serial" text NOT NULL,
	"model_id" bigint NOT NULL,
	"state" text NOT NULL,
	"holder_id" bigint,
	"purchased_on" date NOT NULL,
	"warranty_ends_on" date NOT NULL,
	"lease_ends_on" date,
	CONSTRAINT "devices_asset_tag_unique" UNIQUE("asset_tag"),
	CONSTRAINT "devices_serial_unique" UNIQUE("serial"),
	CONSTRAINT "devices_state_known" CHECK ("devices"."state" in ('in_stock', 'in_use', 'in_repair', 'retired')),
	CONSTRAINT "devices_held_when_used" CHECK (("devices"."state" = 'in_use') = ("devices"."holder_id" is not null)),
	CONSTRAINT "devices_dates_in_order" CHECK ("devices"."warranty_ends_on" >= "devices"."purchased_on" and "devices"."lease_ends_on" >= "devices"."purchased_on")
);
--> statement-breakpoint
CREATE TABLE "entitlements" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "entitlements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"product_id" bigint NOT NULL,
	"seats" integer NOT NULL,
	"seat_price_cents" integer NOT NULL,
	"currency" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	CONSTRAINT "entitlements_id_product_key" UNIQUE("id","product_id"),
	CONSTRAINT "entitlements_seats_positive" CHECK ("entitlements"."seats" > 0),
	CONSTRAINT "entitlements_price_not_negative" CHECK ("entitlements"."seat_price_cents" >= 0),
	CONSTRAINT "entitlements_currency_shape" CHECK ("entitlements"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "entitlements_dates_in_order" CHECK ("entitlements"."ends_on" > "entitlements"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "products_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"vendor" text NOT NULL,
	CONSTRAINT "products_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "seats_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entitlement_id" bigint NOT NULL,
	"product_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"since" date NOT NULL,
	"until" date,
	CONSTRAINT "seats_dates_in_order" CHECK ("seats"."until" >= "seats"."since")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" bigint,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"request_id" uuid,
	CONSTRAINT "audit_outcome_known" CHECK ("audit"."outcome" in ('done', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"key" text PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"event" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_request_id_unique" UNIQUE("request_id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"lane" text NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"request_id" uuid NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"leased_until" timestamp with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone,
	"replace_key" text,
	CONSTRAINT "outbox_state_known" CHECK ("outbox"."state" in ('ready', 'done', 'dead', 'dropped')),
	CONSTRAINT "outbox_kind_known" CHECK ("outbox"."kind" in ('event', 'post', 'card', 'timer')),
	CONSTRAINT "outbox_done_is_dated" CHECK (("outbox"."state" = 'ready') = ("outbox"."done_at" is null))
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "departments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	CONSTRAINT "departments_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "group_members" (
	"group_name" text NOT NULL,
	"person_id" bigint NOT NULL,
	CONSTRAINT "group_members_group_name_person_id_pk" PRIMARY KEY("group_name","person_id")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"external_id" text NOT NULL,
	"person_id" bigint NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identities_platform_workspace_external_id_pk" PRIMARY KEY("platform","workspace","external_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"department_id" bigint NOT NULL,
	"manager_id" bigint,
	"time_zone" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"privileged" boolean DEFAULT false NOT NULL,
	CONSTRAINT "people_status_known" CHECK ("people"."status" in ('active', 'left')),
	CONSTRAINT "people_not_own_manager" CHECK ("people"."manager_id" <> "people"."id"),
	CONSTRAINT "people_email_shape" CHECK ("people"."email" like '%_@_%')
);
--> statement-breakpoint
CREATE TABLE "team_channels" (
	"team_id" bigint NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"room" text NOT NULL,
	CONSTRAINT "team_channels_platform_workspace_room_pk" PRIMARY KEY("platform","workspace","room")
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"team_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"is_lead" boolean DEFAULT false NOT NULL,
	CONSTRAINT "team_members_team_id_person_id_pk" PRIMARY KEY("team_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "teams_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"name" text NOT NULL,
	"keywords" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "teams_key_unique" UNIQUE("key"),
	CONSTRAINT "teams_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"person_id" bigint PRIMARY KEY NOT NULL,
	"question_id" uuid,
	"misses" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_misses_counted" CHECK ("conversations"."misses" >= 0)
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"author_id" bigint NOT NULL,
	"visibility" text NOT NULL,
	"body" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "messages_visibility_known" CHECK ("messages"."visibility" in ('public', 'private')),
	CONSTRAINT "messages_body_filled" CHECK ("messages"."body" <> '')
);
--> statement-breakpoint
CREATE TABLE "posted_cards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workflow" text NOT NULL,
	"subject" text NOT NULL,
	"audience" text NOT NULL,
	"person_id" bigint,
	"team_id" bigint,
	"platform" text,
	"workspace" text,
	"room" text,
	"message_id" text,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "posted_cards_place_key" UNIQUE NULLS NOT DISTINCT("workflow","subject","audience","person_id","team_id"),
	CONSTRAINT "posted_cards_audience_known" CHECK ("posted_cards"."audience" in ('requester', 'agents')),
	CONSTRAINT "posted_cards_one_place" CHECK (num_nonnulls("posted_cards"."person_id", "posted_cards"."team_id") = 1),
	CONSTRAINT "posted_cards_posted_whole" CHECK (num_nonnulls("posted_cards"."platform", "posted_cards"."workspace", "posted_cards"."room", "posted_cards"."message_id") in (0, 4))
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" bigint NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"value" text NOT NULL,
	"field" text NOT NULL,
	"values" jsonb NOT NULL,
	"intro" text,
	"state" text DEFAULT 'open' NOT NULL,
	"answer" text,
	CONSTRAINT "questions_state_known" CHECK ("questions"."state" in ('open', 'answered', 'dropped')),
	CONSTRAINT "questions_answered_with_words" CHECK (("questions"."state" = 'answered') = ("questions"."answer" is not null))
);
--> statement-breakpoint
CREATE TABLE "ticket_events" (
	"ticket_id" bigint NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"actor_id" bigint,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_events_ticket_id_seq_pk" PRIMARY KEY("ticket_id","seq"),
	CONSTRAINT "ticket_events_seq_positive" CHECK ("ticket_events"."seq" > 0)
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" bigint PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "tickets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1),
	"version" integer NOT NULL,
	"requester_id" bigint NOT NULL,
	"team_id" bigint NOT NULL,
	"assignee_id" bigint,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"urgency" text NOT NULL,
	"priority" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"first_reply_at" timestamp with time zone,
	"resolved_at" timestamp with time zone,
	"resolution_code" text,
	"resolution" text,
	"reopen_count" integer DEFAULT 0 NOT NULL,
	"stars" integer,
	CONSTRAINT "tickets_version_positive" CHECK ("tickets"."version" > 0),
	CONSTRAINT "tickets_state_known" CHECK ("tickets"."state" in ('new', 'in_progress', 'waiting', 'resolved', 'closed', 'withdrawn')),
	CONSTRAINT "tickets_urgency_known" CHECK ("tickets"."urgency" in ('blocked', 'slowed', 'can_wait')),
	CONSTRAINT "tickets_priority_known" CHECK ("tickets"."priority" between 1 and 4),
	CONSTRAINT "tickets_title_length" CHECK (length("tickets"."title") between 1 and 200),
	CONSTRAINT "tickets_new_is_unassigned" CHECK ("tickets"."state" <> 'new' or "tickets"."assignee_id" is null),
	CONSTRAINT "tickets_work_is_assigned" CHECK ("tickets"."state" <> 'in_progress' or "tickets"."assignee_id" is not null),
	CONSTRAINT "tickets_resolution_whole" CHECK (("tickets"."resolved_at" is null) = ("tickets"."resolution_code" is null) and ("tickets"."resolved_at" is null) = ("tickets"."resolution" is null)),
	CONSTRAINT "tickets_resolved_when_done" CHECK (("tickets"."state" in ('resolved', 'closed')) = ("tickets"."resolved_at" is not null)),
	CONSTRAINT "tickets_resolution_code_known" CHECK ("tickets"."resolution_code" in ('fixed', 'workaround', 'no_fault_found', 'user_error', 'duplicate', 'not_supported')),
	CONSTRAINT "tickets_stars_range" CHECK ("tickets"."stars" between 1 and 5),
	CONSTRAINT "tickets_times_in_order" CHECK ("tickets"."updated_at" >= "tickets"."created_at")
);
--> statement-breakpoint
CREATE TABLE "browser_messages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "browser_messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"room" text NOT NULL,
	"thread_id" bigint,
	"author_id" bigint,
	"quoted" text,
	"about" text,
	"tag" text,
	"only_for_id" bigint,
	"text" text NOT NULL,
	"card" jsonb,
	"delivery_key" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone,
	CONSTRAINT "browser_messages_tag_known" CHECK ("browser_messages"."tag" in ('note'))
);
--> statement-breakpoint
CREATE TABLE "browser_reads" (
	"person_id" bigint NOT NULL,
	"room" text NOT NULL,
	"last_read_id" bigint NOT NULL,
	CONSTRAINT "browser_reads_person_id_room_pk" PRIMARY KEY("person_id","room")
);
--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_model_id_device_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."device_models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_holder_id_people_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_entitlement_id_product_id_entitlements_id_product_id_fk" FOREIGN KEY ("entitlement_id","product_id") REFERENCES "public"."entitlements"("id","product_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_manager_id_people_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_channels" ADD CONSTRAINT "team_channels_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posted_cards" ADD CONSTRAINT "posted_cards_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posted_cards" ADD CONSTRAINT "posted_cards_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_events" ADD CONSTRAINT "ticket_events_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_events" ADD CONSTRAINT "ticket_events_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_requester_id_people_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_assignee_id_people_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "browser_messages" ADD CONSTRAINT "browser_messages_thread_id_browser_messages_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."browser_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "browser_messages" ADD CONSTRAINT "browser_messages_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "browser_messages" ADD CONSTRAINT "browser_messages_only_for_id_people_id_fk" FOREIGN KEY ("only_for_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "browser_reads" ADD CONSTRAINT "browser_reads_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "devices_holder_idx" ON "devices" USING btree ("holder_id");--> statement-breakpoint
CREATE INDEX "devices_model_idx" ON "devices" USING btree ("model_id");--> statement-breakpoint
CREATE INDEX "entitlements_product_idx" ON "entitlements" USING btree ("product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "seats_one_per_person" ON "seats" USING btree ("product_id","person_id") WHERE "seats"."until" is null;--> statement-breakpoint
CREATE INDEX "seats_person_idx" ON "seats" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "seats_entitlement_idx" ON "seats" USING btree ("entitlement_id");--> statement-breakpoint
CREATE INDEX "audit_at_idx" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_person_idx" ON "audit" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "outbox_lane_idx" ON "outbox" USING btree ("lane","seq") WHERE "outbox"."state" = 'ready';--> statement-breakpoint
CREATE INDEX "outbox_dead_idx" ON "outbox" USING btree ("done_at") WHERE "outbox"."state" = 'dead';--> statement-breakpoint
CREATE INDEX "outbox_due_idx" ON "outbox" USING btree ("next_at") WHERE "outbox"."state" = 'ready';--> statement-breakpoint
CREATE INDEX "outbox_request_idx" ON "outbox" USING btree ("request_id") WHERE "outbox"."state" = 'ready';--> statement-breakpoint
CREATE INDEX "outbox_replace_idx" ON "outbox" USING btree ("replace_key") WHERE "outbox"."state" = 'ready';--> statement-breakpoint
CREATE INDEX "group_members_person_idx" ON "group_members" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "identities_person_idx" ON "identities" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email_key" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "people_manager_idx" ON "people" USING btree ("manager_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_channels_team_key" ON "team_channels" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "team_members_person_idx" ON "team_members" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "messages_ticket_idx" ON "messages" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "posted_cards_message_key" ON "posted_cards" USING btree ("platform","workspace","room","message_id");--> statement-breakpoint
CREATE INDEX "questions_person_idx" ON "questions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "ticket_events_type_at_idx" ON "ticket_events" USING btree ("type","at");--> statement-breakpoint
CREATE INDEX "tickets_requester_idx" ON "tickets" USING btree ("requester_id","id");--> statement-breakpoint
CREATE INDEX "tickets_team_open_idx" ON "tickets" USING btree ("team_id","id") WHERE "tickets"."state" in ('new', 'in_progress', 'waiting');--> statement-breakpoint
CREATE INDEX "tickets_assignee_open_idx" ON "tickets" USING btree ("assignee_id","id") WHERE "tickets"."state" in ('new', 'in_progress', 'waiting');--> statement-breakpoint
CREATE UNIQUE INDEX "browser_messages_delivery_key" ON "browser_messages" USING btree ("room","delivery_key");--> statement-breakpoint
CREATE INDEX "browser_messages_room_idx" ON "browser_messages" USING btree ("room","id");--> statement-breakpoint
CREATE INDEX "browser_messages_thread_idx" ON "browser_messages" USING btree ("thread_id","id") WHERE "browser_messages"."thread_id" is not null;