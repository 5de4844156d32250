DROP INDEX "restrictions_decision";--> statement-breakpoint
ALTER TABLE "restrictions" ADD COLUMN "seconds" integer;--> statement-breakpoint
CREATE UNIQUE INDEX "restrictions_decision" ON "restrictions" USING btree ("decision_id","kind","post_id");