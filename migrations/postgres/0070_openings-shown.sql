ALTER TABLE "openings" ADD COLUMN "salt" text;--> statement-breakpoint
ALTER TABLE "openings" ADD COLUMN "first_seen" "bytea";--> statement-breakpoint
ALTER TABLE "openings" ADD COLUMN "second_seen" "bytea";--> statement-breakpoint
ALTER TABLE "openings" ADD COLUMN "first_shown" integer;--> statement-breakpoint
ALTER TABLE "openings" ADD COLUMN "second_shown" integer;