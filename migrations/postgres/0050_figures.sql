CREATE TABLE "site_figures" (
	"site_id" bigint NOT NULL,
	"span" text NOT NULL,
	"begins" text NOT NULL,
	"time_zone" text NOT NULL,
	"figures" jsonb NOT NULL,
	"counted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "site_figures_site_id_span_begins_pk" PRIMARY KEY("site_id","span","begins")
);
--> statement-breakpoint
ALTER TABLE "site_figures" ADD CONSTRAINT "site_figures_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "members_joined" ON "members" USING btree ("site_id","created_at");--> statement-breakpoint
CREATE INDEX "posts_day" ON "posts" USING btree ("site_id","created_at","thread_id");--> statement-breakpoint
CREATE INDEX "reports_day" ON "reports" USING btree ("site_id","at");