CREATE TABLE `ideas` (
	`thread_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`votes` integer DEFAULT 0 NOT NULL,
	`article_id` integer,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ideas_post` ON `ideas` (`post_id`);--> statement-breakpoint
CREATE INDEX `ideas_votes` ON `ideas` (`site_id`,`votes`,`thread_id`);--> statement-breakpoint
CREATE INDEX `ideas_article` ON `ideas` (`article_id`);--> statement-breakpoint
CREATE TABLE `live_moments` (
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`thread_id`, `post_id`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `live_moments_post` ON `live_moments` (`post_id`);--> statement-breakpoint
CREATE TABLE `lives` (
	`thread_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`paused_at` integer,
	`pinned_id` integer,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pinned_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `poll_options` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`poll_id` integer NOT NULL,
	`position` integer NOT NULL,
	`text` text NOT NULL,
	`votes` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`poll_id`) REFERENCES `polls`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `poll_options_place` ON `poll_options` (`poll_id`,`position`);--> statement-breakpoint
CREATE TABLE `poll_voters` (
	`site_id` integer NOT NULL,
	`poll_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	PRIMARY KEY(`poll_id`, `member_id`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`poll_id`) REFERENCES `polls`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `poll_voters_member` ON `poll_voters` (`member_id`);--> statement-breakpoint
CREATE TABLE `poll_votes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`poll_id` integer NOT NULL,
	`option_id` integer NOT NULL,
	`member_id` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`poll_id`) REFERENCES `polls`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`option_id`) REFERENCES `poll_options`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `poll_votes_once` ON `poll_votes` (`option_id`,`member_id`) WHERE member_id is not null;--> statement-breakpoint
CREATE INDEX `poll_votes_poll` ON `poll_votes` (`poll_id`,`member_id`);--> statement-breakpoint
CREATE INDEX `poll_votes_member` ON `poll_votes` (`member_id`,`at`);--> statement-breakpoint
CREATE TABLE `polls` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`question` text NOT NULL,
	`choices` integer DEFAULT 1 NOT NULL,
	`secret` integer NOT NULL,
	`shows` text NOT NULL,
	`audience` text NOT NULL,
	`closes_at` integer,
	`by_id` integer NOT NULL,
	`voters` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `polls_uid` ON `polls` (`uid`);--> statement-breakpoint
CREATE INDEX `polls_thread` ON `polls` (`thread_id`,`id`);