CREATE TABLE `segments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`name` text NOT NULL,
	`filter` text NOT NULL,
	`version` integer NOT NULL,
	`by_id` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `segments_uid` ON `segments` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `segments_name` ON `segments` (`site_id`,`name`);