CREATE TABLE "slack_installations" (
	"id" text PRIMARY KEY NOT NULL,
	"is_organization" boolean NOT NULL,
	"name" text NOT NULL,
	"sealed" text,
	"state" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "slack_installations_state_known" CHECK ("slack_installations"."state" in ('installed', 'revoked', 'uninstalled')),
	CONSTRAINT "slack_installations_sealed_while_installed" CHECK (("slack_installations"."state" = 'installed') = ("slack_installations"."sealed" is not null))
);
