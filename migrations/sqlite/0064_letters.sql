CREATE TABLE `digests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`title` text NOT NULL,
	`source` text NOT NULL,
	`html` text NOT NULL,
	`audience` text NOT NULL,
	`filter` text,
	`picks` text NOT NULL,
	`campaign` text NOT NULL,
	`wanted` integer NOT NULL,
	`sent` integer DEFAULT 0 NOT NULL,
	`stopped` integer DEFAULT 0 NOT NULL,
	`after` integer DEFAULT 0 NOT NULL,
	`started_at` integer NOT NULL,
	`spread_at` integer,
	`called_off_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `calendar_items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `digests_uid` ON `digests` (`uid`);--> statement-breakpoint
CREATE INDEX `digests_site` ON `digests` (`site_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `digests_item` ON `digests` (`item_id`);--> statement-breakpoint
CREATE INDEX `digests_leaving` ON `digests` (`id`) WHERE spread_at is null;--> statement-breakpoint
ALTER TABLE `notice_settings` ADD `letters_since` integer;--> statement-breakpoint
CREATE INDEX `notice_settings_letters` ON `notice_settings` (`site_id`,`member_id`) WHERE letters_since is not null;