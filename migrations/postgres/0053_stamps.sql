ALTER TABLE "members" ADD COLUMN "stamp" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "stamp" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "stamp" bigint DEFAULT 0 NOT NULL;