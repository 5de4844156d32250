DROP TABLE "thanks" CASCADE;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "welcomed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "thanks" jsonb;