-- The words of posts, stemmed and as written: made by us, not by to_tsvector, so that both databases find the same.
CREATE TABLE "post_words" (
	"post_id" bigint PRIMARY KEY NOT NULL REFERENCES "posts"("id") ON DELETE CASCADE,
	"words" tsvector NOT NULL
);
--> statement-breakpoint
CREATE INDEX "post_words_words" ON "post_words" USING gin ("words");
