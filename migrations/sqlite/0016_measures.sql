DROP INDEX `restrictions_decision`;--> statement-breakpoint
ALTER TABLE `restrictions` ADD `seconds` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `restrictions_decision` ON `restrictions` (`decision_id`,`kind`,`post_id`);