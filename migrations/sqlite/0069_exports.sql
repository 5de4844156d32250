CREATE TABLE `list_exports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`by_id` integer NOT NULL,
	`input` text NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`failure` text,
	`progress` integer DEFAULT 0 NOT NULL,
	`rows` integer,
	`bytes` blob,
	`tries` integer DEFAULT 0 NOT NULL,
	`leased_until` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `list_exports_uid` ON `list_exports` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `list_exports_once` ON `list_exports` (`by_id`,`key`) WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX `list_exports_by` ON `list_exports` (`by_id`,`id`);--> statement-breakpoint
CREATE INDEX `list_exports_expiry` ON `list_exports` (`expires_at`);--> statement-breakpoint
CREATE INDEX `list_exports_state` ON `list_exports` (`state`,`id`);