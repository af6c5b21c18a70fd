ALTER TABLE "summaries" DROP CONSTRAINT "summaries_period_in_order";--> statement-breakpoint
ALTER TABLE "summaries" ADD COLUMN "before_from" date;--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_period_in_order" CHECK ("summaries"."period_to" > "summaries"."period_from" and "summaries"."period_from" > "summaries"."before_from");