CREATE TABLE `goals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`thread_id` integer,
	`campaign_id` integer,
	`kind` text NOT NULL,
	`target` integer NOT NULL,
	`until` text,
	`created_at` integer NOT NULL,
	`half_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `goals_uid` ON `goals` (`uid`);--> statement-breakpoint
CREATE INDEX `goals_site` ON `goals` (`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `goals_going` ON `goals` (`id`) WHERE ended_at is null;