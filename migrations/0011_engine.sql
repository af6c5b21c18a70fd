CREATE TABLE "approval_asks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "approval_asks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"approval_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"stands_for" bigint,
	"rung" integer NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"reminded_at" timestamp with time zone,
	"answer" text,
	"answered_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "approval_asks_answer_known" CHECK ("approval_asks"."answer" in ('approved', 'declined', 'passed_on')),
	CONSTRAINT "approval_asks_answered_when" CHECK (("approval_asks"."answer" is null) = ("approval_asks"."answered_at" is null)),
	CONSTRAINT "approval_asks_for_another" CHECK ("approval_asks"."stands_for" <> "approval_asks"."person_id"),
	CONSTRAINT "approval_asks_rung_counted" CHECK ("approval_asks"."rung" >= 0),
	CONSTRAINT "approval_asks_times_in_order" CHECK ("approval_asks"."answered_at" >= "approval_asks"."asked_at" and "approval_asks"."reminded_at" >= "approval_asks"."asked_at")
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "approvals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"version" integer DEFAULT 1 NOT NULL,
	"workflow" text NOT NULL,
	"subject" text NOT NULL,
	"called" text NOT NULL,
	"requester_id" bigint NOT NULL,
	"asked_by_id" bigint NOT NULL,
	"team_id" bigint NOT NULL,
	"what" text NOT NULL,
	"why" text NOT NULL,
	"cost" text,
	"digest" text NOT NULL,
	"ladder" jsonb NOT NULL,
	"rung" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"decided_by_id" bigint,
	"reason" text,
	CONSTRAINT "approvals_version_positive" CHECK ("approvals"."version" > 0),
	CONSTRAINT "approvals_state_known" CHECK ("approvals"."state" in ('pending', 'approved', 'declined', 'withdrawn', 'unanswered', 'replaced')),
	CONSTRAINT "approvals_what_filled" CHECK ("approvals"."what" <> '' and "approvals"."called" <> ''),
	CONSTRAINT "approvals_digest_shape" CHECK ("approvals"."digest" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "approvals_rung_counted" CHECK ("approvals"."rung" >= 0),
	CONSTRAINT "approvals_ended_when_over" CHECK (("approvals"."state" = 'pending') = ("approvals"."ended_at" is null)),
	CONSTRAINT "approvals_decided_by_somebody" CHECK (("approvals"."state" in ('approved', 'declined')) = ("approvals"."decided_by_id" is not null)),
	CONSTRAINT "approvals_never_ones_own" CHECK ("approvals"."decided_by_id" not in ("approvals"."requester_id", "approvals"."asked_by_id")),
	CONSTRAINT "approvals_declined_with_reason" CHECK ("approvals"."state" <> 'declined' or coalesce("approvals"."reason", '') <> ''),
	CONSTRAINT "approvals_times_in_order" CHECK ("approvals"."ended_at" >= "approvals"."asked_at" and "approvals"."due_at" > "approvals"."asked_at")
);
--> statement-breakpoint
CREATE TABLE "delegations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delegations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"deputy_id" bigint NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "delegations_to_another" CHECK ("delegations"."deputy_id" <> "delegations"."person_id"),
	CONSTRAINT "delegations_days_in_order" CHECK ("delegations"."ends_on" >= "delegations"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "answer_offer_articles" (
	"offer_id" bigint NOT NULL,
	"rank" integer NOT NULL,
	"article_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"score" real NOT NULL,
	CONSTRAINT "answer_offer_articles_offer_id_rank_pk" PRIMARY KEY("offer_id","rank"),
	CONSTRAINT "answer_offer_articles_rank_range" CHECK ("answer_offer_articles"."rank" between 1 and 3),
	CONSTRAINT "answer_offer_articles_score_range" CHECK ("answer_offer_articles"."score" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "answer_offers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "answer_offers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"words" text NOT NULL,
	"goes_on" text NOT NULL,
	"values" jsonb NOT NULL,
	"ticket_id" bigint,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "answer_offers_kind_known" CHECK ("answer_offers"."kind" in ('asked', 'linked')),
	CONSTRAINT "answer_offers_linked_to_ticket" CHECK ("answer_offers"."kind" = 'asked' or "answer_offers"."ticket_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "answer_outcomes" (
	"offer_id" bigint NOT NULL,
	"outcome" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "answer_outcomes_offer_id_outcome_pk" PRIMARY KEY("offer_id","outcome"),
	CONSTRAINT "answer_outcomes_known" CHECK ("answer_outcomes"."outcome" in ('solved', 'unsolved', 'contacted', 'potential'))
);
--> statement-breakpoint
CREATE TABLE "article_versions" (
	"article_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"keywords" text NOT NULL,
	"audience" text,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"team_id" bigint,
	"by_id" bigint,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "article_versions_article_id_version_pk" PRIMARY KEY("article_id","version"),
	CONSTRAINT "article_versions_numbered" CHECK ("article_versions"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "articles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"origin" text NOT NULL,
	"title" text NOT NULL,
	"keywords" text NOT NULL,
	"audience" text,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"team_id" bigint,
	"ticket_id" bigint,
	"author_id" bigint,
	"updated_at" timestamp with time zone NOT NULL,
	"heading" text GENERATED ALWAYS AS (lower("articles"."title" || ' ' || "articles"."keywords")) STORED,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', "articles"."title"), 'A') || setweight(to_tsvector('simple', "articles"."title"), 'A') ||
        setweight(to_tsvector('english', "articles"."keywords"), 'B') || setweight(to_tsvector('simple', "articles"."keywords"), 'B') ||
        setweight(to_tsvector('english', "articles"."body"), 'C')) STORED,
	CONSTRAINT "articles_key_shape" CHECK ("articles"."key" ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
	CONSTRAINT "articles_version_positive" CHECK ("articles"."version" > 0),
	CONSTRAINT "articles_state_known" CHECK ("articles"."state" in ('draft', 'published', 'retired')),
	CONSTRAINT "articles_origin_known" CHECK ("articles"."origin" in ('file', 'chat')),
	CONSTRAINT "articles_title_length" CHECK (length("articles"."title") between 1 and 120),
	CONSTRAINT "articles_body_length" CHECK (length("articles"."body") between 1 and 20000),
	CONSTRAINT "articles_from_chat_whole" CHECK ("articles"."origin" = 'file' or num_nonnulls("articles"."ticket_id", "articles"."author_id", "articles"."team_id") = 3)
);
--> statement-breakpoint
CREATE TABLE "editions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "editions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"since" timestamp with time zone NOT NULL,
	"content" jsonb NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "editions_source_filled" CHECK ("editions"."source" <> '')
);
--> statement-breakpoint
CREATE TABLE "held_notices" (
	"ticket_id" bigint NOT NULL,
	"metric" text NOT NULL,
	"number" integer NOT NULL,
	"person_id" bigint NOT NULL,
	"percent" integer NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "held_notices_ticket_id_metric_number_person_id_pk" PRIMARY KEY("ticket_id","metric","number","person_id"),
	CONSTRAINT "held_notices_percent_range" CHECK ("held_notices"."percent" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "ticket_offers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ticket_offers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"since" integer NOT NULL,
	"kind" text NOT NULL,
	"person_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"passed_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "ticket_offers_once_key" UNIQUE("ticket_id","since","kind","person_id"),
	CONSTRAINT "ticket_offers_kind_known" CHECK ("ticket_offers"."kind" in ('member', 'on_call', 'lead')),
	CONSTRAINT "ticket_offers_since_counted" CHECK ("ticket_offers"."since" > 0),
	CONSTRAINT "ticket_offers_times_in_order" CHECK ("ticket_offers"."passed_at" >= "ticket_offers"."at" and "ticket_offers"."closed_at" >= "ticket_offers"."at")
);
--> statement-breakpoint
CREATE TABLE "ticket_links" (
	"ticket_id" bigint NOT NULL,
	"other_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"score" real,
	"by_id" bigint,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_links_ticket_id_other_id_kind_pk" PRIMARY KEY("ticket_id","other_id","kind"),
	CONSTRAINT "ticket_links_elsewhere" CHECK ("ticket_links"."ticket_id" <> "ticket_links"."other_id"),
	CONSTRAINT "ticket_links_kind_known" CHECK ("ticket_links"."kind" in ('similar', 'related', 'parent')),
	CONSTRAINT "ticket_links_score_range" CHECK ("ticket_links"."score" between 0 and 1),
	CONSTRAINT "ticket_links_similar_by_desk" CHECK (("ticket_links"."kind" = 'similar') = ("ticket_links"."score" is not null) and ("ticket_links"."kind" <> 'similar' or "ticket_links"."by_id" is null)),
	CONSTRAINT "ticket_links_related_by_person" CHECK ("ticket_links"."kind" <> 'related' or "ticket_links"."by_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "ticket_texts" (
	"ticket_id" bigint PRIMARY KEY NOT NULL,
	"week" integer NOT NULL,
	"text" text NOT NULL,
	"words" "tsvector" GENERATED ALWAYS AS (to_tsvector('english', "ticket_texts"."text")) STORED,
	"search" "tsvector" GENERATED ALWAYS AS (in_week("ticket_texts"."week", to_tsvector('english', "ticket_texts"."text"))) STORED,
	CONSTRAINT "ticket_texts_length" CHECK (length("ticket_texts"."text") between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "sla_cycles" (
	"ticket_id" bigint NOT NULL,
	"metric" text NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"policy_id" text,
	"policy_version" integer,
	"target_ms" bigint,
	"started_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"elapsed_ms" bigint NOT NULL,
	"paused_ms" bigint NOT NULL,
	"broken_before" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "sla_cycles_ticket_id_metric_number_pk" PRIMARY KEY("ticket_id","metric","number"),
	CONSTRAINT "sla_cycles_metric_known" CHECK ("sla_cycles"."metric" in ('first_response', 'next_response', 'resolution')),
	CONSTRAINT "sla_cycles_state_known" CHECK ("sla_cycles"."state" in ('running', 'paused', 'no_promise', 'stopped', 'cancelled')),
	CONSTRAINT "sla_cycles_numbered" CHECK ("sla_cycles"."number" > 0),
	CONSTRAINT "sla_cycles_terms_whole" CHECK (num_nonnulls("sla_cycles"."policy_id", "sla_cycles"."policy_version", "sla_cycles"."target_ms") in (0, 3)),
	CONSTRAINT "sla_cycles_target_positive" CHECK ("sla_cycles"."target_ms" > 0),
	CONSTRAINT "sla_cycles_ended_when_over" CHECK (("sla_cycles"."state" in ('stopped', 'cancelled')) = ("sla_cycles"."ended_at" is not null)),
	CONSTRAINT "sla_cycles_no_promise_no_terms" CHECK ("sla_cycles"."state" <> 'no_promise' or "sla_cycles"."target_ms" is null),
	CONSTRAINT "sla_cycles_times_counted" CHECK ("sla_cycles"."elapsed_ms" >= 0 and "sla_cycles"."paused_ms" >= 0 and "sla_cycles"."broken_before" >= 0),
	CONSTRAINT "sla_cycles_times_in_order" CHECK ("sla_cycles"."ended_at" >= "sla_cycles"."started_at")
);
--> statement-breakpoint
CREATE TABLE "sla_notices" (
	"ticket_id" bigint NOT NULL,
	"metric" text NOT NULL,
	"number" integer NOT NULL,
	"percent" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "sla_notices_ticket_id_metric_number_percent_pk" PRIMARY KEY("ticket_id","metric","number","percent"),
	CONSTRAINT "sla_notices_percent_range" CHECK ("sla_notices"."percent" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "summaries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "summaries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subscription_id" bigint NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"shown_at" timestamp with time zone NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"missed" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "summaries_once" UNIQUE("subscription_id","due_on"),
	CONSTRAINT "summaries_not_early" CHECK ("summaries"."shown_at" >= "summaries"."due_at" and "summaries"."as_of" >= "summaries"."shown_at"),
	CONSTRAINT "summaries_period_in_order" CHECK ("summaries"."period_to" > "summaries"."period_from"),
	CONSTRAINT "summaries_counted" CHECK ("summaries"."missed" >= 0 and "summaries"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "summary_nudges" (
	"summary_id" bigint NOT NULL,
	"ticket_id" bigint NOT NULL,
	"by_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "summary_nudges_summary_id_ticket_id_pk" PRIMARY KEY("summary_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "summary_subscriptions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "summary_subscriptions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"every" text NOT NULL,
	"weekday" smallint,
	"month_day" smallint,
	"time" text NOT NULL,
	"zone" text NOT NULL,
	"department_id" bigint,
	"channel_team_id" bigint,
	"next_on" date NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"stopped_at" timestamp with time zone,
	CONSTRAINT "summary_subscriptions_every_known" CHECK ("summary_subscriptions"."every" in ('day', 'workday', 'week', 'month')),
	CONSTRAINT "summary_subscriptions_weekday" CHECK (("summary_subscriptions"."every" = 'week') = ("summary_subscriptions"."weekday" is not null) and "summary_subscriptions"."weekday" between 0 and 6),
	CONSTRAINT "summary_subscriptions_month_day" CHECK (("summary_subscriptions"."every" = 'month') = ("summary_subscriptions"."month_day" is not null) and "summary_subscriptions"."month_day" between 1 and 31),
	CONSTRAINT "summary_subscriptions_time_shape" CHECK ("summary_subscriptions"."time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	CONSTRAINT "summary_subscriptions_zone_named" CHECK ("summary_subscriptions"."zone" <> ''),
	CONSTRAINT "summary_subscriptions_channel_of_teams" CHECK ("summary_subscriptions"."department_id" is null or "summary_subscriptions"."channel_team_id" is null)
);
--> statement-breakpoint
CREATE TABLE "summary_teams" (
	"subscription_id" bigint NOT NULL,
	"team_id" bigint NOT NULL,
	CONSTRAINT "summary_teams_subscription_id_team_id_pk" PRIMARY KEY("subscription_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "imported_tickets" (
	"source" text NOT NULL,
	"reference" text NOT NULL,
	"ticket_id" bigint NOT NULL,
	CONSTRAINT "imported_tickets_source_reference_pk" PRIMARY KEY("source","reference"),
	CONSTRAINT "imported_tickets_ticket_key" UNIQUE("ticket_id"),
	CONSTRAINT "imported_tickets_named" CHECK ("imported_tickets"."source" <> '' and "imported_tickets"."reference" <> '')
);
--> statement-breakpoint
CREATE TABLE "ticket_watchers" (
	"ticket_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"reporter" boolean NOT NULL,
	"watching" boolean DEFAULT true NOT NULL,
	"by_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"changes" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "ticket_watchers_ticket_id_person_id_pk" PRIMARY KEY("ticket_id","person_id"),
	CONSTRAINT "ticket_watchers_changes_counted" CHECK ("ticket_watchers"."changes" > 0)
);
--> statement-breakpoint
CREATE TABLE "ticket_wave_members" (
	"wave_id" bigint NOT NULL,
	"ticket_id" bigint NOT NULL,
	CONSTRAINT "ticket_wave_members_wave_id_ticket_id_pk" PRIMARY KEY("wave_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_waves" (
	"ticket_id" bigint PRIMARY KEY NOT NULL,
	"team_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"decided_by_id" bigint,
	"decided_at" timestamp with time zone,
	"parent_id" bigint,
	CONSTRAINT "ticket_waves_decided_whole" CHECK (("ticket_waves"."decided_by_id" is null) = ("ticket_waves"."decided_at" is null)),
	CONSTRAINT "ticket_waves_parent_decided" CHECK ("ticket_waves"."parent_id" is null or "ticket_waves"."decided_by_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "slack_pictures" (
	"workspace" text NOT NULL,
	"picture" text NOT NULL,
	"file_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "slack_pictures_workspace_picture_pk" PRIMARY KEY("workspace","picture")
);
--> statement-breakpoint
ALTER TABLE "teams" DROP CONSTRAINT "teams_name_unique";--> statement-breakpoint
ALTER TABLE "posted_cards" DROP CONSTRAINT "posted_cards_audience_known";--> statement-breakpoint
ALTER TABLE "tickets" DROP CONSTRAINT "tickets_resolution_code_known";--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "retired" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "snoozed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "approval" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "private" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "browser_messages" ADD COLUMN "attachment" jsonb;--> statement-breakpoint
ALTER TABLE "approval_asks" ADD CONSTRAINT "approval_asks_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_asks" ADD CONSTRAINT "approval_asks_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_asks" ADD CONSTRAINT "approval_asks_stands_for_people_id_fk" FOREIGN KEY ("stands_for") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_requester_id_people_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_asked_by_id_people_id_fk" FOREIGN KEY ("asked_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_decided_by_id_people_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_deputy_id_people_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_offer_articles" ADD CONSTRAINT "answer_offer_articles_offer_id_answer_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."answer_offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_offer_articles" ADD CONSTRAINT "answer_offer_articles_version_fk" FOREIGN KEY ("article_id","version") REFERENCES "public"."article_versions"("article_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_offers" ADD CONSTRAINT "answer_offers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_offers" ADD CONSTRAINT "answer_offers_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_outcomes" ADD CONSTRAINT "answer_outcomes_offer_id_answer_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."answer_offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_notices" ADD CONSTRAINT "held_notices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_notices" ADD CONSTRAINT "held_notices_cycle_fk" FOREIGN KEY ("ticket_id","metric","number") REFERENCES "public"."sla_cycles"("ticket_id","metric","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_offers" ADD CONSTRAINT "ticket_offers_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_offers" ADD CONSTRAINT "ticket_offers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_other_id_tickets_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_texts" ADD CONSTRAINT "ticket_texts_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sla_cycles" ADD CONSTRAINT "sla_cycles_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sla_notices" ADD CONSTRAINT "sla_notices_cycle_fk" FOREIGN KEY ("ticket_id","metric","number") REFERENCES "public"."sla_cycles"("ticket_id","metric","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_subscription_id_summary_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."summary_subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_nudges" ADD CONSTRAINT "summary_nudges_summary_id_summaries_id_fk" FOREIGN KEY ("summary_id") REFERENCES "public"."summaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_nudges" ADD CONSTRAINT "summary_nudges_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_nudges" ADD CONSTRAINT "summary_nudges_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_subscriptions" ADD CONSTRAINT "summary_subscriptions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_subscriptions" ADD CONSTRAINT "summary_subscriptions_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_subscriptions" ADD CONSTRAINT "summary_subscriptions_channel_team_id_teams_id_fk" FOREIGN KEY ("channel_team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_teams" ADD CONSTRAINT "summary_teams_subscription_id_summary_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."summary_subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_teams" ADD CONSTRAINT "summary_teams_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_tickets" ADD CONSTRAINT "imported_tickets_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_watchers" ADD CONSTRAINT "ticket_watchers_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_watchers" ADD CONSTRAINT "ticket_watchers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_watchers" ADD CONSTRAINT "ticket_watchers_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_wave_members" ADD CONSTRAINT "ticket_wave_members_wave_id_ticket_waves_ticket_id_fk" FOREIGN KEY ("wave_id") REFERENCES "public"."ticket_waves"("ticket_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_wave_members" ADD CONSTRAINT "ticket_wave_members_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_waves" ADD CONSTRAINT "ticket_waves_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_waves" ADD CONSTRAINT "ticket_waves_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_waves" ADD CONSTRAINT "ticket_waves_decided_by_id_people_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_waves" ADD CONSTRAINT "ticket_waves_parent_of_it" FOREIGN KEY ("ticket_id","parent_id") REFERENCES "public"."ticket_wave_members"("wave_id","ticket_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "approval_asks_open_key" ON "approval_asks" USING btree ("approval_id","person_id") WHERE "approval_asks"."answer" is null;--> statement-breakpoint
CREATE INDEX "approval_asks_person_open_idx" ON "approval_asks" USING btree ("person_id") WHERE "approval_asks"."answer" is null;--> statement-breakpoint
CREATE INDEX "approval_asks_approval_idx" ON "approval_asks" USING btree ("approval_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_pending_key" ON "approvals" USING btree ("workflow","subject") WHERE "approvals"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "approvals_subject_idx" ON "approvals" USING btree ("workflow","subject","id");--> statement-breakpoint
CREATE INDEX "approvals_requester_idx" ON "approvals" USING btree ("requester_id","id");--> statement-breakpoint
CREATE INDEX "delegations_person_idx" ON "delegations" USING btree ("person_id","ends_on");--> statement-breakpoint
CREATE UNIQUE INDEX "answer_offer_articles_once_key" ON "answer_offer_articles" USING btree ("offer_id","article_id");--> statement-breakpoint
CREATE INDEX "answer_offer_articles_article_idx" ON "answer_offer_articles" USING btree ("article_id");--> statement-breakpoint
CREATE INDEX "answer_offers_person_idx" ON "answer_offers" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "answer_offers_ticket_idx" ON "answer_offers" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "answer_offers_at_idx" ON "answer_offers" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "answer_outcomes_one_end_key" ON "answer_outcomes" USING btree ("offer_id") WHERE "answer_outcomes"."outcome" <> 'potential';--> statement-breakpoint
CREATE UNIQUE INDEX "articles_key_key" ON "articles" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "articles_one_of_ticket_key" ON "articles" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "articles_published_idx" ON "articles" USING btree ("id") WHERE "articles"."state" = 'published';--> statement-breakpoint
CREATE INDEX "articles_search_idx" ON "articles" USING gin ("search");--> statement-breakpoint
CREATE INDEX "articles_heading_idx" ON "articles" USING gin ("heading" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "editions_since_idx" ON "editions" USING btree ("since");--> statement-breakpoint
CREATE INDEX "ticket_offers_person_idx" ON "ticket_offers" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "ticket_links_other_idx" ON "ticket_links" USING btree ("other_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_links_one_parent_key" ON "ticket_links" USING btree ("ticket_id") WHERE "ticket_links"."kind" = 'parent';--> statement-breakpoint
CREATE INDEX "ticket_texts_search_idx" ON "ticket_texts" USING gin ("search");--> statement-breakpoint
CREATE INDEX "sla_cycles_open_due_idx" ON "sla_cycles" USING btree ("due_at") WHERE "sla_cycles"."ended_at" is null and "sla_cycles"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "sla_cycles_ended_idx" ON "sla_cycles" USING btree ("metric","ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "summary_subscriptions_one_each" ON "summary_subscriptions" USING btree ("person_id") WHERE "summary_subscriptions"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "summary_subscriptions_person_idx" ON "summary_subscriptions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "ticket_watchers_person_idx" ON "ticket_watchers" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_wave_members_once_key" ON "ticket_wave_members" USING btree ("ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_name_key" ON "teams" USING btree ("name") WHERE not "teams"."retired";--> statement-breakpoint
CREATE INDEX "tickets_requester_alive_idx" ON "tickets" USING btree ("requester_id","id") WHERE "tickets"."state" in ('new', 'in_progress', 'waiting', 'resolved');--> statement-breakpoint
ALTER TABLE "posted_cards" ADD CONSTRAINT "posted_cards_audience_known" CHECK ("posted_cards"."audience" in ('requester', 'agents', 'approver'));--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_approval_known" CHECK ("tickets"."approval" in ('pending', 'approved', 'declined', 'withdrawn', 'unanswered'));--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_approval_while_open" CHECK ("tickets"."approval" <> 'pending' or "tickets"."state" in ('new', 'in_progress', 'waiting'));--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_snoozed_while_at_work" CHECK ("tickets"."snoozed_until" is null or "tickets"."state" in ('new', 'in_progress'));--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_private_untold" CHECK (not "tickets"."private" or ("tickets"."title" = 'A private request' and "tickets"."source_link" is null));--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_resolution_code_known" CHECK ("tickets"."resolution_code" in ('fixed', 'workaround', 'no_fault_found', 'user_error', 'duplicate', 'not_supported', 'no_answer'));