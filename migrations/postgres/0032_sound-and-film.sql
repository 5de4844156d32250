ALTER TABLE "media" ADD COLUMN "seconds" integer;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "captions_lang" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "taken_by" bigint;