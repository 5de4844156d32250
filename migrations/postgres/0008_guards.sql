CREATE TABLE "guests" (
	"member_id" bigint PRIMARY KEY NOT NULL,
	"site_id" bigint NOT NULL,
	"email_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "suspicion" jsonb;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "skeleton" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "failure" jsonb;--> statement-breakpoint
ALTER TABLE "guests" ADD CONSTRAINT "guests_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guests" ADD CONSTRAINT "guests_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "guests_email" ON "guests" USING btree ("site_id","email_key");--> statement-breakpoint
CREATE INDEX "guests_claim" ON "guests" USING btree ("email_key");--> statement-breakpoint
CREATE INDEX "members_skeleton" ON "members" USING btree ("site_id","skeleton");