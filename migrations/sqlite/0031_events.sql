CREATE TABLE `attendances` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`member_id` integer,
	`walk_in` text,
	`answer` text NOT NULL,
	`turn` integer,
	`named` integer DEFAULT false NOT NULL,
	`answered_at` integer NOT NULL,
	`came_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attendances_uid` ON `attendances` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `attendances_member` ON `attendances` (`thread_id`,`member_id`);--> statement-breakpoint
CREATE INDEX `attendances_turn` ON `attendances` (`thread_id`,`answer`,`turn`);--> statement-breakpoint
CREATE INDEX `attendances_whose` ON `attendances` (`member_id`);--> statement-breakpoint
CREATE TABLE `calendars` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `meetings` (
	`thread_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`time_zone` text NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`map_url` text,
	`online_url` text,
	`capacity` integer,
	`comes` integer DEFAULT 0 NOT NULL,
	`maybes` integer DEFAULT 0 NOT NULL,
	`waits` integer DEFAULT 0 NOT NULL,
	`turns` integer DEFAULT 0 NOT NULL,
	`sequence` integer DEFAULT 0 NOT NULL,
	`cancelled_at` integer,
	`reason` text DEFAULT '' NOT NULL,
	`day_told_at` integer,
	`hour_told_at` integer,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meetings_site` ON `meetings` (`site_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `meetings_start` ON `meetings` (`starts_at`);