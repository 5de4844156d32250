CREATE TABLE `relays` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`by_id` integer NOT NULL,
	`word` text NOT NULL,
	`state` text DEFAULT 'asked' NOT NULL,
	`source` text,
	`version` integer DEFAULT 0 NOT NULL,
	`message_hash` text,
	`asked_at` integer NOT NULL,
	`told_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `inbox_items`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `relays_uid` ON `relays` (`uid`);--> statement-breakpoint
CREATE INDEX `relays_item` ON `relays` (`item_id`,`id`);--> statement-breakpoint
CREATE INDEX `relays_member` ON `relays` (`member_id`);--> statement-breakpoint
ALTER TABLE `posts` ADD `taken_into` integer REFERENCES articles(id);--> statement-breakpoint
CREATE INDEX `posts_taken` ON `posts` (`thread_id`) WHERE taken_into is not null;--> statement-breakpoint
CREATE INDEX `posts_taken_into` ON `posts` (`taken_into`) WHERE taken_into is not null;