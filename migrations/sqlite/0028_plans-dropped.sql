DROP TABLE `bookmarks`;--> statement-breakpoint
DROP TABLE `site_frames`;