ALTER TABLE `openings` ADD `salt` text;--> statement-breakpoint
ALTER TABLE `openings` ADD `first_seen` blob;--> statement-breakpoint
ALTER TABLE `openings` ADD `second_seen` blob;--> statement-breakpoint
ALTER TABLE `openings` ADD `first_shown` integer;--> statement-breakpoint
ALTER TABLE `openings` ADD `second_shown` integer;