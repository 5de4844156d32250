DROP TABLE "bookmarks" CASCADE;--> statement-breakpoint
DROP TABLE "site_frames" CASCADE;