ALTER TABLE "media" ADD COLUMN "hash" text;--> statement-breakpoint
CREATE INDEX "media_hash" ON "media" USING btree ("site_id","hash");