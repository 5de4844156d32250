ALTER TABLE "drafts" ADD COLUMN "opening" jsonb;--> statement-breakpoint
ALTER TABLE "spaces" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "spaces" ADD COLUMN "merged_into_id" bigint;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "merged_into_id" bigint;--> statement-breakpoint
CREATE INDEX "tags_merged" ON "tags" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "threads_top" ON "threads" USING btree ("site_id","count","id") WHERE space_id is not null and last_at is not null;