CREATE TABLE "audience_days" (
	"site_id" bigint NOT NULL,
	"day" text NOT NULL,
	"article_id" bigint NOT NULL,
	"thread_id" bigint NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"visitors" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "audience_days_site_id_day_article_id_thread_id_pk" PRIMARY KEY("site_id","day","article_id","thread_id")
);
--> statement-breakpoint
CREATE TABLE "audience_hashes" (
	"site_id" bigint NOT NULL,
	"day" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audience_hashes_site_id_day_hash_pk" PRIMARY KEY("site_id","day","hash")
);
--> statement-breakpoint
CREATE TABLE "audience_salts" (
	"site_id" bigint NOT NULL,
	"day" text NOT NULL,
	"salt" text NOT NULL,
	CONSTRAINT "audience_salts_site_id_day_pk" PRIMARY KEY("site_id","day")
);
--> statement-breakpoint
CREATE TABLE "audience_visits" (
	"site_id" bigint NOT NULL,
	"day" text NOT NULL,
	"host" text NOT NULL,
	"source" text NOT NULL,
	"medium" text NOT NULL,
	"campaign" text NOT NULL,
	"visits" integer DEFAULT 0 NOT NULL,
	"visitors" integer DEFAULT 0 NOT NULL,
	"posts" integer DEFAULT 0 NOT NULL,
	"first_posts" integer DEFAULT 0 NOT NULL,
	"follows" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "audience_visits_site_id_day_host_source_medium_campaign_pk" PRIMARY KEY("site_id","day","host","source","medium","campaign")
);
--> statement-breakpoint
ALTER TABLE "audience_days" ADD CONSTRAINT "audience_days_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audience_hashes" ADD CONSTRAINT "audience_hashes_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audience_salts" ADD CONSTRAINT "audience_salts_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audience_visits" ADD CONSTRAINT "audience_visits_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audience_days_article" ON "audience_days" USING btree ("article_id","day") WHERE article_id > 0;--> statement-breakpoint
CREATE INDEX "audience_days_thread" ON "audience_days" USING btree ("thread_id","day") WHERE thread_id > 0;