CREATE TABLE "live_hosts" (
	"site_id" bigint NOT NULL,
	"thread_id" bigint NOT NULL,
	"member_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone,
	CONSTRAINT "live_hosts_thread_id_member_id_pk" PRIMARY KEY("thread_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "live_moments" ADD COLUMN "why" text DEFAULT 'pinned' NOT NULL;--> statement-breakpoint
ALTER TABLE "lives" ADD COLUMN "starts_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "lives" ADD COLUMN "meeting_id" bigint;--> statement-breakpoint
ALTER TABLE "live_hosts" ADD CONSTRAINT "live_hosts_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_hosts" ADD CONSTRAINT "live_hosts_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_hosts" ADD CONSTRAINT "live_hosts_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "live_hosts_member" ON "live_hosts" USING btree ("member_id");--> statement-breakpoint
ALTER TABLE "lives" ADD CONSTRAINT "lives_meeting_id_threads_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."threads"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lives_meeting" ON "lives" USING btree ("meeting_id");--> statement-breakpoint
ALTER TABLE "lives" DROP COLUMN "paused_at";