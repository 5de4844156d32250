CREATE TABLE `votes` (
	`site_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `member_id`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `votes_member` ON `votes` (`member_id`,`at`);--> statement-breakpoint
ALTER TABLE `threads` ADD `accepted_by_id` integer;--> statement-breakpoint
CREATE INDEX `threads_pinned` ON `threads` (`site_id`,`pinned_at`) WHERE pinned_at is not null;--> statement-breakpoint
CREATE INDEX `threads_turning` ON `threads` (`id`) WHERE state in ('gathering', 'answering');--> statement-breakpoint
CREATE INDEX `posts_answered` ON `posts` (`thread_id`,`answer_rank`) WHERE answer_rank is not null;