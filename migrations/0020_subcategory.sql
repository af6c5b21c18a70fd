ALTER TABLE "tickets" ADD COLUMN "subcategory" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_subcategory_length" CHECK (length("tickets"."subcategory") between 1 and 40);