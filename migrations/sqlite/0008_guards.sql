CREATE TABLE `guests` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`email_key` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `guests_email` ON `guests` (`site_id`,`email_key`);--> statement-breakpoint
CREATE INDEX `guests_claim` ON `guests` (`email_key`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `suspicion` text;--> statement-breakpoint
ALTER TABLE `members` ADD `skeleton` text;--> statement-breakpoint
CREATE INDEX `members_skeleton` ON `members` (`site_id`,`skeleton`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `failure` text;