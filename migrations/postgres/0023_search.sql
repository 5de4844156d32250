CREATE TABLE "thread_words" (
	"site_id" bigint NOT NULL,
	"word" text NOT NULL,
	"thread_id" bigint NOT NULL,
	"in_title" boolean NOT NULL,
	CONSTRAINT "thread_words_site_id_word_thread_id_pk" PRIMARY KEY("site_id","word","thread_id")
);
--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "unindexed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "unindexed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "thread_words" ADD CONSTRAINT "thread_words_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_words" ADD CONSTRAINT "thread_words_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "thread_words_thread" ON "thread_words" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "posts_unindexed" ON "posts" USING btree ("id") WHERE unindexed;--> statement-breakpoint
CREATE INDEX "posts_hidden" ON "posts" USING btree ("site_id","state","id") WHERE state <> 'published';--> statement-breakpoint
CREATE INDEX "threads_unindexed" ON "threads" USING btree ("id") WHERE unindexed;