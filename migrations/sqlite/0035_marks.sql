DROP TABLE `thanks`;--> statement-breakpoint
ALTER TABLE `members` ADD `welcomed_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `thanks` text;