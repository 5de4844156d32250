CREATE TABLE `badges` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`names` text NOT NULL,
	`glyph` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `badges_uid` ON `badges` (`uid`);--> statement-breakpoint
CREATE INDEX `badges_site` ON `badges` (`site_id`,`id`);--> statement-breakpoint
CREATE TABLE `badges_given` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`badge_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`given_by_id` integer,
	`word` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`badge_id`) REFERENCES `badges`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`given_by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `badges_given_member` ON `badges_given` (`member_id`,`badge_id`);--> statement-breakpoint
CREATE INDEX `badges_given_badge` ON `badges_given` (`badge_id`);--> statement-breakpoint
CREATE TABLE `badges_hidden` (
	`member_id` integer NOT NULL,
	`badge` text NOT NULL,
	PRIMARY KEY(`member_id`, `badge`),
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `mailed_answers` (
	`notice_id` integer PRIMARY KEY NOT NULL,
	`message_hash` text NOT NULL,
	`at` integer NOT NULL,
	`told_at` integer,
	FOREIGN KEY (`notice_id`) REFERENCES `notifications`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `push_endpoints` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`session_id` text NOT NULL,
	`hash` text NOT NULL,
	`subscription` blob NOT NULL,
	`device` text,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`rests_until` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE cascade ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_endpoints_uid` ON `push_endpoints` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `push_endpoints_hash` ON `push_endpoints` (`hash`);--> statement-breakpoint
CREATE INDEX `push_endpoints_member` ON `push_endpoints` (`member_id`);--> statement-breakpoint
CREATE INDEX `push_endpoints_session` ON `push_endpoints` (`session_id`);--> statement-breakpoint
CREATE TABLE `push_keys` (
	`name` text PRIMARY KEY NOT NULL,
	`public_key` text NOT NULL,
	`private_key` blob NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `pushes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`endpoint_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`due_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`endpoint_id`) REFERENCES `push_endpoints`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pushes_thread` ON `pushes` (`endpoint_id`,`thread_id`);--> statement-breakpoint
CREATE INDEX `pushes_due` ON `pushes` (`due_at`,`id`);--> statement-breakpoint
CREATE TABLE `thanks` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`by_id` integer NOT NULL,
	`word` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `thanks_by` ON `thanks` (`by_id`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `email_failing_at` integer;--> statement-breakpoint
ALTER TABLE `accounts` ADD `email_failure` text;--> statement-breakpoint
ALTER TABLE `notifications` ADD `pushed_at` integer;--> statement-breakpoint
CREATE INDEX `notifications_unpushed` ON `notifications` (`id`) WHERE pushed_at is null;--> statement-breakpoint
ALTER TABLE `posts` ADD `via` text;