CREATE TABLE "votes" (
	"site_id" bigint NOT NULL,
	"post_id" bigint NOT NULL,
	"member_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "votes_post_id_member_id_pk" PRIMARY KEY("post_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "accepted_by_id" bigint;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "votes_member" ON "votes" USING btree ("member_id","at");--> statement-breakpoint
CREATE INDEX "posts_answered" ON "posts" USING btree ("thread_id","answer_rank") WHERE answer_rank is not null;--> statement-breakpoint
CREATE INDEX "threads_pinned" ON "threads" USING btree ("site_id","pinned_at") WHERE pinned_at is not null;--> statement-breakpoint
CREATE INDEX "threads_turning" ON "threads" USING btree ("id") WHERE state in ('gathering', 'answering');