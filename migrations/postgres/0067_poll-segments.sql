ALTER TABLE "polls" ADD COLUMN "filter" jsonb;--> statement-breakpoint
ALTER TABLE "polls" ADD COLUMN "segment" text;