CREATE TABLE `bookmarks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`post_id` integer,
	`thread_id` integer,
	`target` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bookmarks_once` ON `bookmarks` (`member_id`,`target`);--> statement-breakpoint
CREATE INDEX `bookmarks_latest` ON `bookmarks` (`member_id`,`id`);--> statement-breakpoint
CREATE INDEX `bookmarks_post` ON `bookmarks` (`post_id`);--> statement-breakpoint
CREATE INDEX `bookmarks_thread` ON `bookmarks` (`thread_id`);--> statement-breakpoint
CREATE TABLE `site_fonts` (
	`site_id` integer NOT NULL,
	`use` text NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`site_id`, `use`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `site_looks` (
	`site_id` integer NOT NULL,
	`version` integer NOT NULL,
	`look` text NOT NULL,
	`saved_by` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`site_id`, `version`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `accounts` ADD `scheme` text;--> statement-breakpoint
ALTER TABLE `sites` ADD `tokens` text;--> statement-breakpoint
ALTER TABLE `sites` ADD `fonts` text;--> statement-breakpoint
ALTER TABLE `sites` ADD `look_version` integer DEFAULT 0 NOT NULL;