CREATE TABLE `live_hosts` (
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`at` integer NOT NULL,
	`left_at` integer,
	PRIMARY KEY(`thread_id`, `member_id`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `live_hosts_member` ON `live_hosts` (`member_id`);--> statement-breakpoint
ALTER TABLE `live_moments` ADD `why` text DEFAULT 'pinned' NOT NULL;--> statement-breakpoint
ALTER TABLE `lives` ADD `starts_at` integer;--> statement-breakpoint
ALTER TABLE `lives` ADD `meeting_id` integer REFERENCES threads(id) ON DELETE set null;--> statement-breakpoint
CREATE INDEX `lives_meeting` ON `lives` (`meeting_id`);--> statement-breakpoint
ALTER TABLE `lives` DROP COLUMN `paused_at`;