CREATE TABLE `bookmarks` (
	`site_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`member_id`, `post_id`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `bookmarks_latest` ON `bookmarks` (`member_id`,`at`,`post_id`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`place` text NOT NULL,
	`title` text,
	`source` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `drafts_uid` ON `drafts` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `drafts_place` ON `drafts` (`member_id`,`place`);--> statement-breakpoint
CREATE TABLE `media` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`post_id` integer,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer,
	`height` integer,
	`alt` text NOT NULL,
	`credit` text,
	`captions` text,
	`rights_until` integer,
	`removed_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `media_uid` ON `media` (`uid`);--> statement-breakpoint
CREATE INDEX `media_post` ON `media` (`post_id`);--> statement-breakpoint
CREATE INDEX `media_member` ON `media` (`member_id`,`id`);--> statement-breakpoint
CREATE INDEX `media_unused` ON `media` (`created_at`) WHERE post_id is null;--> statement-breakpoint
CREATE TABLE `mentions` (
	`site_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	PRIMARY KEY(`post_id`, `member_id`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mentions_member` ON `mentions` (`member_id`,`post_id`);--> statement-breakpoint
CREATE TABLE `reactions` (
	`site_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `member_id`, `kind`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reactions_member` ON `reactions` (`member_id`,`at`);--> statement-breakpoint
CREATE TABLE `site_frames` (
	`site_id` integer PRIMARY KEY NOT NULL,
	`header` text NOT NULL,
	`header_html` text NOT NULL,
	`footer` text NOT NULL,
	`footer_html` text NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `tags` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`slug` text NOT NULL,
	`key` text NOT NULL,
	`value` text,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tags_slug` ON `tags` (`site_id`,`slug`);--> statement-breakpoint
CREATE TABLE `thread_articles` (
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`article_id` integer NOT NULL,
	PRIMARY KEY(`thread_id`, `article_id`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `thread_articles_article` ON `thread_articles` (`article_id`);--> statement-breakpoint
CREATE TABLE `thread_tags` (
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`tag_id` integer NOT NULL,
	PRIMARY KEY(`thread_id`, `tag_id`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`tag_id`) REFERENCES `tags`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `thread_tags_tag` ON `thread_tags` (`tag_id`,`thread_id`);--> statement-breakpoint
CREATE TABLE `thread_timers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`act` text NOT NULL,
	`at` integer NOT NULL,
	`by_id` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`done_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `thread_timers_uid` ON `thread_timers` (`uid`);--> statement-breakpoint
CREATE INDEX `thread_timers_thread` ON `thread_timers` (`thread_id`,`at`);--> statement-breakpoint
CREATE INDEX `thread_timers_due` ON `thread_timers` (`at`,`id`) WHERE done_at is null;--> statement-breakpoint
ALTER TABLE `articles` ADD `tags` text;--> statement-breakpoint
ALTER TABLE `members` ADD `handle` text;--> statement-breakpoint
CREATE UNIQUE INDEX `members_handle` ON `members` (`site_id`,`handle`);--> statement-breakpoint
ALTER TABLE `posts` ADD `reactions` text;--> statement-breakpoint
ALTER TABLE `posts` ADD `votes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `posts` ADD `answer_rank` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `lang` text;--> statement-breakpoint
ALTER TABLE `posts` ADD `previews` text;--> statement-breakpoint
CREATE INDEX `posts_roots_votes` ON `posts` (`thread_id`,`votes`,`id`) WHERE parent_id is null and listed;--> statement-breakpoint
CREATE INDEX `posts_flat` ON `posts` (`thread_id`,`created_at`,`id`) WHERE listed;--> statement-breakpoint
CREATE INDEX `posts_featured` ON `posts` (`site_id`,`featured_at`,`id`) WHERE featured_at is not null;--> statement-breakpoint
ALTER TABLE `spaces` ADD `parent_id` integer;--> statement-breakpoint
ALTER TABLE `spaces` ADD `guidelines` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `spaces` ADD `guidelines_html` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `spaces` ADD `opens` text DEFAULT 'members' NOT NULL;--> statement-breakpoint
ALTER TABLE `spaces` ADD `audience` text;--> statement-breakpoint
ALTER TABLE `spaces` ADD `moderation` text;--> statement-breakpoint
ALTER TABLE `spaces` ADD `article_tags` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `author_id` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `opening_id` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `state` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `accepted_id` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `official_id` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `answers_from` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `answers_until` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `pinned_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `opens_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `merged_into_id` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `kept_open` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `threads` ADD `lang` text;--> statement-breakpoint
CREATE INDEX `threads_forum` ON `threads` (`site_id`,`last_at`,`id`) WHERE space_id is not null and last_at is not null;--> statement-breakpoint
CREATE INDEX `threads_state` ON `threads` (`site_id`,`kind`,`state`,`last_at`);--> statement-breakpoint
CREATE INDEX `threads_author` ON `threads` (`author_id`,`id`);