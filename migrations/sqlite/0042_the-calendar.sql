CREATE TABLE `agendas` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `calendar_changes` (
	`item_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`version` integer NOT NULL,
	`by_id` integer,
	`before` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`item_id`, `version`),
	FOREIGN KEY (`item_id`) REFERENCES `calendar_items`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `calendar_items` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`client_id` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`source` text NOT NULL,
	`at` integer,
	`minutes` integer NOT NULL,
	`space_id` integer,
	`article` text,
	`voice_id` integer,
	`pinned` integer DEFAULT false NOT NULL,
	`tags` text NOT NULL,
	`dates` text NOT NULL,
	`details` text NOT NULL,
	`checklist` text NOT NULL,
	`author_id` integer NOT NULL,
	`written_by_id` integer NOT NULL,
	`approved_by_id` integer,
	`problem` text,
	`thread_id` integer,
	`post_id` integer,
	`published_at` integer,
	`series_id` integer,
	`day` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voice_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`written_by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approved_by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`series_id`) REFERENCES `calendar_series`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_items_uid` ON `calendar_items` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_items_client` ON `calendar_items` (`author_id`,`client_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_items_day` ON `calendar_items` (`series_id`,`day`);--> statement-breakpoint
CREATE INDEX `calendar_items_site` ON `calendar_items` (`site_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `calendar_items_due` ON `calendar_items` (`at`,`id`) WHERE state = 'scheduled';--> statement-breakpoint
CREATE TABLE `calendar_notes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`author_id` integer NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `calendar_items`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_notes_uid` ON `calendar_notes` (`uid`);--> statement-breakpoint
CREATE INDEX `calendar_notes_item` ON `calendar_notes` (`item_id`,`id`);--> statement-breakpoint
CREATE TABLE `calendar_series` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`weeks` integer NOT NULL,
	`begins` text NOT NULL,
	`made_until` text NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_series_uid` ON `calendar_series` (`uid`);--> statement-breakpoint
CREATE INDEX `calendar_series_going` ON `calendar_series` (`id`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `calendar_templates` (
	`site_id` integer NOT NULL,
	`key` text NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`minutes` integer NOT NULL,
	`pinned` integer NOT NULL,
	`checklist` text NOT NULL,
	`retired_at` integer,
	PRIMARY KEY(`site_id`, `key`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `site_hours` (
	`site_id` integer NOT NULL,
	`hour` integer NOT NULL,
	`posts` integer NOT NULL,
	PRIMARY KEY(`site_id`, `hour`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
