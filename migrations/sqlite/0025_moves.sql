DROP INDEX `posts_flat`;--> statement-breakpoint
CREATE INDEX `posts_flat` ON `posts` (`thread_id`,`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `thread_timers` DROP COLUMN `note`;