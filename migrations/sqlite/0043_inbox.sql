CREATE TABLE `inbox_acts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`act` text NOT NULL,
	`by_id` integer,
	`text` text,
	`facts` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `inbox_items`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_acts_uid` ON `inbox_acts` (`uid`);--> statement-breakpoint
CREATE INDEX `inbox_acts_item` ON `inbox_acts` (`item_id`,`id`);--> statement-breakpoint
CREATE TABLE `inbox_items` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`lane` text NOT NULL,
	`post_id` integer,
	`member_id` integer NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`seq` integer NOT NULL,
	`snoozed_until` integer,
	`labels` text DEFAULT '[]' NOT NULL,
	`assignee_id` integer,
	`claimed_by` integer,
	`claimed_until` integer,
	`opened_at` integer NOT NULL,
	`due_at` integer,
	`answered_at` integer,
	`answer_id` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`claimed_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_items_uid` ON `inbox_items` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_items_post` ON `inbox_items` (`post_id`);--> statement-breakpoint
CREATE INDEX `inbox_items_waiting` ON `inbox_items` (`site_id`,`state`,`lane`,`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `inbox_items_done` ON `inbox_items` (`site_id`,`state`,`answered_at`,`id`);--> statement-breakpoint
CREATE INDEX `inbox_items_seq` ON `inbox_items` (`site_id`,`seq`);--> statement-breakpoint
CREATE INDEX `inbox_items_member` ON `inbox_items` (`member_id`);--> statement-breakpoint
CREATE INDEX `inbox_items_assigned` ON `inbox_items` (`site_id`,`assignee_id`,`state`) WHERE assignee_id is not null;--> statement-breakpoint
CREATE INDEX `inbox_items_claimed` ON `inbox_items` (`claimed_by`) WHERE claimed_by is not null;--> statement-breakpoint
CREATE INDEX `inbox_items_answer` ON `inbox_items` (`answer_id`) WHERE answer_id is not null;--> statement-breakpoint
CREATE INDEX `inbox_items_snoozed` ON `inbox_items` (`snoozed_until`) WHERE snoozed_until is not null;--> statement-breakpoint
ALTER TABLE `sites` ADD `last_inbox` integer DEFAULT 0 NOT NULL;