ALTER TABLE "lessons" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "lessons" CASCADE;--> statement-breakpoint
ALTER TABLE "corrections" ALTER COLUMN "precision" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "corrections" DROP COLUMN "stale";