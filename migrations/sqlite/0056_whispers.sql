CREATE TABLE `whispers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`post_id` integer,
	`author_id` integer NOT NULL,
	`client_id` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `whispers_uid` ON `whispers` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `whispers_client` ON `whispers` (`author_id`,`client_id`);--> statement-breakpoint
CREATE INDEX `whispers_thread` ON `whispers` (`thread_id`);--> statement-breakpoint
CREATE INDEX `whispers_post` ON `whispers` (`post_id`);