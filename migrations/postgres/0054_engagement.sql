CREATE TABLE "engagement_changes" (
	"member_id" bigint NOT NULL,
	"site_id" bigint NOT NULL,
	"day" text NOT NULL,
	"from" integer NOT NULL,
	"to" integer NOT NULL,
	CONSTRAINT "engagement_changes_member_id_day_pk" PRIMARY KEY("member_id","day")
);
--> statement-breakpoint
CREATE TABLE "engagement_formulas" (
	"site_id" bigint PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"formula" jsonb,
	"counted_for" text
);
--> statement-breakpoint
CREATE TABLE "engagement_objections" (
	"member_id" bigint PRIMARY KEY NOT NULL,
	"site_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engagements" (
	"member_id" bigint PRIMARY KEY NOT NULL,
	"site_id" bigint NOT NULL,
	"level" integer NOT NULL,
	"love" integer NOT NULL,
	"reach" integer NOT NULL,
	"gravity" integer NOT NULL,
	"last_on" text
);
--> statement-breakpoint
ALTER TABLE "engagement_changes" ADD CONSTRAINT "engagement_changes_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement_changes" ADD CONSTRAINT "engagement_changes_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement_formulas" ADD CONSTRAINT "engagement_formulas_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement_objections" ADD CONSTRAINT "engagement_objections_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement_objections" ADD CONSTRAINT "engagement_objections_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "engagements_site" ON "engagements" USING btree ("site_id","level","gravity","member_id");