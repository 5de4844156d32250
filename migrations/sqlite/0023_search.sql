CREATE TABLE `thread_words` (
	`site_id` integer NOT NULL,
	`word` text NOT NULL,
	`thread_id` integer NOT NULL,
	`in_title` integer NOT NULL,
	PRIMARY KEY(`site_id`, `word`, `thread_id`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `thread_words_thread` ON `thread_words` (`thread_id`);--> statement-breakpoint
ALTER TABLE `posts` ADD `unindexed` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX `posts_unindexed` ON `posts` (`id`) WHERE unindexed;--> statement-breakpoint
CREATE INDEX `posts_hidden` ON `posts` (`site_id`,`state`,`id`) WHERE state <> 'published';--> statement-breakpoint
ALTER TABLE `threads` ADD `unindexed` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX `threads_unindexed` ON `threads` (`id`) WHERE unindexed;