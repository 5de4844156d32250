CREATE TABLE `partners` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`label` text NOT NULL,
	`url` text NOT NULL,
	`origins` text NOT NULL,
	`look` text NOT NULL,
	`moderation` text,
	`link_hash` text,
	`version` integer DEFAULT 1 NOT NULL,
	`ended_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `partners_uid` ON `partners` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `partners_key` ON `partners` (`site_id`,`key`);--> statement-breakpoint
CREATE INDEX `partners_link` ON `partners` (`link_hash`) WHERE link_hash is not null;--> statement-breakpoint
ALTER TABLE `calendar_items` ADD `partner_id` integer REFERENCES partners(id);--> statement-breakpoint
ALTER TABLE `threads` ADD `partner_id` integer REFERENCES partners(id);--> statement-breakpoint
CREATE INDEX `threads_partner` ON `threads` (`partner_id`,`id`) WHERE partner_id is not null;