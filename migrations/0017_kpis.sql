CREATE INDEX "approvals_ended_idx" ON "approvals" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "answer_outcomes_at_idx" ON "answer_outcomes" USING btree ("at");