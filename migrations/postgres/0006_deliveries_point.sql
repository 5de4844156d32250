CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("next_try_at","id");--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "payload";