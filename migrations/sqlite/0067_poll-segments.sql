ALTER TABLE `polls` ADD `filter` text;--> statement-breakpoint
ALTER TABLE `polls` ADD `segment` text;