CREATE TABLE `site_figures` (
	`site_id` integer NOT NULL,
	`span` text NOT NULL,
	`begins` text NOT NULL,
	`time_zone` text NOT NULL,
	`figures` text NOT NULL,
	`counted_at` integer NOT NULL,
	PRIMARY KEY(`site_id`, `span`, `begins`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `members_joined` ON `members` (`site_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `posts_day` ON `posts` (`site_id`,`created_at`,`thread_id`);--> statement-breakpoint
CREATE INDEX `reports_day` ON `reports` (`site_id`,`at`);