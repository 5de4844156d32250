CREATE TABLE `follows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`kind` text NOT NULL,
	`target` text NOT NULL,
	`level` text NOT NULL,
	`chosen` integer NOT NULL,
	`name` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `follows_once` ON `follows` (`member_id`,`kind`,`target`);--> statement-breakpoint
CREATE INDEX `follows_target` ON `follows` (`site_id`,`kind`,`target`,`member_id`);--> statement-breakpoint
CREATE INDEX `follows_latest` ON `follows` (`member_id`,`id`);--> statement-breakpoint
CREATE TABLE `mail_counts` (
	`site_id` integer NOT NULL,
	`day` text NOT NULL,
	`kind` text NOT NULL,
	`sent` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`lost` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`site_id`, `day`, `kind`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notice_settings` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`paces` text,
	`time_zone` text,
	`digest_at` text,
	`quiet` text,
	`follows_written` integer DEFAULT true NOT NULL,
	`due_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notice_settings_due` ON `notice_settings` (`due_at`) WHERE due_at is not null;--> statement-breakpoint
ALTER TABLE `notifications` ADD `gather` text;--> statement-breakpoint
CREATE INDEX `notifications_waiting` ON `notifications` (`member_id`,`id`) WHERE mailed_at is null;