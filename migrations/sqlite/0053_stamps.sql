ALTER TABLE `members` ADD `stamp` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `posts` ADD `stamp` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `sites` ADD `stamp` integer DEFAULT 0 NOT NULL;