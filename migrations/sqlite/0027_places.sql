ALTER TABLE `drafts` ADD `opening` text;--> statement-breakpoint
ALTER TABLE `spaces` ADD `archived_at` integer;--> statement-breakpoint
ALTER TABLE `spaces` ADD `merged_into_id` integer;--> statement-breakpoint
ALTER TABLE `tags` ADD `merged_into_id` integer;--> statement-breakpoint
CREATE INDEX `tags_merged` ON `tags` (`merged_into_id`);--> statement-breakpoint
CREATE INDEX `threads_top` ON `threads` (`site_id`,`count`,`id`) WHERE space_id is not null and last_at is not null;