CREATE TABLE `askings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`name` text NOT NULL,
	`filter` text NOT NULL,
	`by_id` integer NOT NULL,
	`at` integer NOT NULL,
	`told` integer DEFAULT 0 NOT NULL,
	`done_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `askings_site` ON `askings` (`site_id`,`id`);