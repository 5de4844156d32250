DROP INDEX `posts_roots_time`;--> statement-breakpoint
CREATE INDEX `posts_roots_at` ON `posts` (`thread_id`,`created_at`,`id`) WHERE parent_id is null and listed;