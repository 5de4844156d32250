ALTER TABLE "takeouts" ADD COLUMN "site_id" bigint;--> statement-breakpoint
ALTER TABLE "takeouts" ADD CONSTRAINT "takeouts_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "takeouts_state" ON "takeouts" USING btree ("state","id");