CREATE TABLE `agreements` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`testimony_id` integer,
	`member_id` integer,
	`text` text NOT NULL,
	`named_as` text NOT NULL,
	`name` text NOT NULL,
	`wording` integer NOT NULL,
	`locale` text,
	`hash` text NOT NULL,
	`state` text DEFAULT 'asked' NOT NULL,
	`stays` integer DEFAULT false NOT NULL,
	`word` text DEFAULT '' NOT NULL,
	`asked_by_id` integer NOT NULL,
	`asked_at` integer NOT NULL,
	`answered_at` integer,
	`withdrawn_at` integer,
	`post_id` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`testimony_id`) REFERENCES `testimonies`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`asked_by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agreements_uid` ON `agreements` (`uid`);--> statement-breakpoint
CREATE INDEX `agreements_testimony` ON `agreements` (`testimony_id`,`id`);--> statement-breakpoint
CREATE INDEX `agreements_member` ON `agreements` (`member_id`,`id`);--> statement-breakpoint
CREATE INDEX `agreements_thread` ON `agreements` (`thread_id`);--> statement-breakpoint
CREATE INDEX `agreements_post` ON `agreements` (`post_id`);--> statement-breakpoint
CREATE TABLE `galleries` (
	`thread_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`order` text NOT NULL,
	`readers` integer NOT NULL,
	`licence_url` text,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `gallery_pictures` (
	`media_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`position` integer,
	`statement` integer,
	`said_at` integer,
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `gallery_pictures_thread` ON `gallery_pictures` (`thread_id`,`position`);--> statement-breakpoint
CREATE TABLE `testimonies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`answers` text NOT NULL,
	`consent` integer NOT NULL,
	`consented_at` integer NOT NULL,
	`state` text DEFAULT 'new' NOT NULL,
	`assignee_id` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`changed_by_id` integer,
	`sent_at` integer NOT NULL,
	`edited_at` integer,
	`kept_until` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`assignee_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`changed_by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `testimonies_uid` ON `testimonies` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `testimonies_member` ON `testimonies` (`thread_id`,`member_id`);--> statement-breakpoint
CREATE INDEX `testimonies_state` ON `testimonies` (`thread_id`,`state`,`id`);--> statement-breakpoint
CREATE INDEX `testimonies_whose` ON `testimonies` (`member_id`);--> statement-breakpoint
CREATE INDEX `testimonies_purge` ON `testimonies` (`kept_until`);--> statement-breakpoint
CREATE TABLE `testimony_calls` (
	`thread_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`fields` text NOT NULL,
	`form` integer DEFAULT 1 NOT NULL,
	`closes_at` integer NOT NULL,
	`keep_days` integer NOT NULL,
	`readers` text NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `testimony_calls_site` ON `testimony_calls` (`site_id`,`closes_at`);--> statement-breakpoint
CREATE TABLE `testimony_notes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`testimony_id` integer NOT NULL,
	`by_id` integer NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`testimony_id`) REFERENCES `testimonies`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `testimony_notes_of` ON `testimony_notes` (`testimony_id`,`id`);--> statement-breakpoint
CREATE TABLE `testimony_readers` (
	`thread_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	PRIMARY KEY(`thread_id`, `member_id`),
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `testimony_readers_member` ON `testimony_readers` (`member_id`);