CREATE TABLE "teams_conversations" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"service_url" text NOT NULL,
	"user_id" text,
	"team_id" text,
	"state" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "teams_conversations_tenant_id_pk" PRIMARY KEY("tenant","id"),
	CONSTRAINT "teams_conversations_kind_known" CHECK ("teams_conversations"."kind" in ('personal', 'channel', 'group')),
	CONSTRAINT "teams_conversations_state_known" CHECK ("teams_conversations"."state" in ('open', 'closed')),
	CONSTRAINT "teams_conversations_personal_of_somebody" CHECK (("teams_conversations"."kind" = 'personal') = ("teams_conversations"."user_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "teams_deliveries" (
	"key" uuid PRIMARY KEY NOT NULL,
	"message_id" text,
	"begun_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "teams_users" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"teams_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"stranger" text,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "teams_users_tenant_id_pk" PRIMARY KEY("tenant","id"),
	CONSTRAINT "teams_users_stranger_known" CHECK ("teams_users"."stranger" in ('bot', 'guest', 'external', 'deactivated'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "teams_conversations_personal_key" ON "teams_conversations" USING btree ("tenant","user_id");--> statement-breakpoint
CREATE INDEX "teams_deliveries_begun" ON "teams_deliveries" USING btree ("begun_at");--> statement-breakpoint
CREATE INDEX "teams_users_email" ON "teams_users" USING btree ("email");