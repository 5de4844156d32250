CREATE TABLE `inbox_messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`client_id` text NOT NULL,
	`author_id` integer NOT NULL,
	`voice_id` integer,
	`ours` integer NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `inbox_items`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voice_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_messages_uid` ON `inbox_messages` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_messages_client` ON `inbox_messages` (`author_id`,`client_id`);--> statement-breakpoint
CREATE INDEX `inbox_messages_item` ON `inbox_messages` (`item_id`,`id`);--> statement-breakpoint
ALTER TABLE `inbox_items` ADD `article_id` integer REFERENCES articles(id);--> statement-breakpoint
ALTER TABLE `inbox_items` ADD `subject` text;--> statement-breakpoint
ALTER TABLE `inbox_items` ADD `words` text;--> statement-breakpoint
ALTER TABLE `inbox_items` ADD `unread` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `inbox_items` ADD `may_thank` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `inbox_items` ADD `thanked_at` integer;--> statement-breakpoint
CREATE INDEX `inbox_items_unread` ON `inbox_items` (`member_id`,`id`) WHERE unread;--> statement-breakpoint
CREATE INDEX `inbox_items_thanked` ON `inbox_items` (`article_id`) WHERE thanked_at is not null;