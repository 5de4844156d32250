PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_origin_records` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`class` text NOT NULL,
	`act` text NOT NULL,
	`post_id` integer,
	`member_id` integer NOT NULL,
	`sealed` blob NOT NULL,
	`purge_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_origin_records`("id", "site_id", "class", "act", "post_id", "member_id", "sealed", "purge_at") SELECT "id", "site_id", "class", "act", "post_id", "member_id", "sealed", "purge_at" FROM `origin_records`;--> statement-breakpoint
DROP TABLE `origin_records`;--> statement-breakpoint
ALTER TABLE `__new_origin_records` RENAME TO `origin_records`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `origin_records_purge` ON `origin_records` (`purge_at`);--> statement-breakpoint
ALTER TABLE `departures` ADD `stripped_at` integer;--> statement-breakpoint
ALTER TABLE `members` ADD `gone_at` integer;--> statement-breakpoint
ALTER TABLE `takeouts` ADD `leased_until` integer;--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`member_id`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `notifications_age` ON `notifications` (`created_at`);