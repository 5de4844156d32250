CREATE TABLE `openings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`source` text NOT NULL,
	`html` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `openings_uid` ON `openings` (`uid`);--> statement-breakpoint
CREATE INDEX `openings_site` ON `openings` (`site_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `openings_tried` ON `openings` (`thread_id`) WHERE ended_at is null;