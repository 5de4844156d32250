CREATE TABLE `accounts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`email_confirmed_at` integer,
	`name` text NOT NULL,
	`password` text,
	`locale` text NOT NULL,
	`owner` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_email` ON `accounts` (`email_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_uid` ON `accounts` (`uid`);--> statement-breakpoint
CREATE TABLE `article_urls` (
	`site_id` integer NOT NULL,
	`url` text NOT NULL,
	`article_id` integer NOT NULL,
	PRIMARY KEY(`site_id`, `url`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `articles` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`key` text NOT NULL,
	`confirmed_at` integer,
	`title` text,
	`url` text,
	`section` text,
	`bylines` text NOT NULL,
	`published_at` integer,
	`audience` text,
	`moderation` text,
	`closes_at` integer,
	`claimed` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `articles_key` ON `articles` (`site_id`,`key`);--> statement-breakpoint
CREATE TABLE `case_log` (
	`site_id` integer NOT NULL,
	`case_id` integer NOT NULL,
	`n` integer NOT NULL,
	`commitment` text NOT NULL,
	`hash` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `n`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `case_log_payloads` (
	`site_id` integer NOT NULL,
	`case_id` integer NOT NULL,
	`n` integer NOT NULL,
	`salt` text NOT NULL,
	`payload` text NOT NULL,
	PRIMARY KEY(`case_id`, `n`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `cases` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`number` integer NOT NULL,
	`post_id` integer NOT NULL,
	`state` text NOT NULL,
	`kind` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`reasons` text NOT NULL,
	`weight` real NOT NULL,
	`report_count` integer DEFAULT 0 NOT NULL,
	`opened_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_uid` ON `cases` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_number` ON `cases` (`site_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_open` ON `cases` (`post_id`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `cases_lane` ON `cases` (`site_id`,`state`,`kind`,`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `cases_done` ON `cases` (`site_id`,`state`,`decided_at`,`id`);--> statement-breakpoint
CREATE TABLE `changes` (
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`post_id` integer,
	`at` integer NOT NULL,
	PRIMARY KEY(`thread_id`, `seq`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `decisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`case_id` integer NOT NULL,
	`case_version` integer NOT NULL,
	`post_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`moderator_id` integer NOT NULL,
	`verdict` text NOT NULL,
	`rule_id` integer,
	`note` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`moderator_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rule_id`) REFERENCES `rules`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_uid` ON `decisions` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_version` ON `decisions` (`case_id`,`case_version`);--> statement-breakpoint
CREATE INDEX `decisions_post` ON `decisions` (`post_id`);--> statement-breakpoint
CREATE TABLE `findings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`phase` text NOT NULL,
	`effect` text NOT NULL,
	`weight` real NOT NULL,
	`evidence` text NOT NULL,
	`facts` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `findings_post` ON `findings` (`post_id`,`revision`);--> statement-breakpoint
CREATE TABLE `members` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`account_id` integer,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`title` text,
	`charter_version` integer,
	`post_count` integer DEFAULT 0 NOT NULL,
	`rejected_count` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`import_key` text,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `members_uid` ON `members` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `members_account` ON `members` (`site_id`,`account_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `members_import` ON `members` (`site_id`,`import_key`);--> statement-breakpoint
CREATE TABLE `one_time_keys` (
	`hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`account_id` integer,
	`data` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `one_time_keys_account` ON `one_time_keys` (`account_id`,`purpose`);--> statement-breakpoint
CREATE INDEX `one_time_keys_expiry` ON `one_time_keys` (`expires_at`);--> statement-breakpoint
CREATE TABLE `origin_records` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`class` text NOT NULL,
	`act` text NOT NULL,
	`post_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`sealed` blob NOT NULL,
	`purge_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `origin_records_purge` ON `origin_records` (`purge_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer,
	`kind` text NOT NULL,
	`data` text NOT NULL,
	`run_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`key` text,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`run_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_key` ON `outbox` (`key`);--> statement-breakpoint
CREATE TABLE `posts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`author_id` integer NOT NULL,
	`client_id` text NOT NULL,
	`surface` text NOT NULL,
	`parent_id` integer,
	`parent_uid` text,
	`root_uid` text NOT NULL,
	`root_id` integer NOT NULL,
	`depth` integer NOT NULL,
	`rank` integer,
	`state` text NOT NULL,
	`listed` integer NOT NULL,
	`source` text NOT NULL,
	`format` text NOT NULL,
	`renderer` integer NOT NULL,
	`html` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`replies` integer DEFAULT 0 NOT NULL,
	`branch` integer DEFAULT 0 NOT NULL,
	`last_rank` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`import_key` text,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posts_uid` ON `posts` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `posts_client` ON `posts` (`author_id`,`client_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `posts_import` ON `posts` (`site_id`,`import_key`);--> statement-breakpoint
CREATE INDEX `posts_roots_time` ON `posts` (`thread_id`,`created_at`,`id`) WHERE parent_id is null and listed;--> statement-breakpoint
CREATE INDEX `posts_roots_replies` ON `posts` (`thread_id`,`branch`,`id`) WHERE parent_id is null and listed;--> statement-breakpoint
CREATE INDEX `posts_branch` ON `posts` (`root_id`,`rank`);--> statement-breakpoint
CREATE INDEX `posts_parent` ON `posts` (`parent_id`);--> statement-breakpoint
CREATE INDEX `posts_author` ON `posts` (`author_id`,`id`);--> statement-breakpoint
CREATE INDEX `posts_renderer` ON `posts` (`renderer`,`id`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`case_id` integer NOT NULL,
	`reporter_id` integer NOT NULL,
	`rule` integer,
	`note` text NOT NULL,
	`revision` integer NOT NULL,
	`upheld` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reporter_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_once` ON `reports` (`post_id`,`reporter_id`);--> statement-breakpoint
CREATE INDEX `reports_case` ON `reports` (`case_id`);--> statement-breakpoint
CREATE INDEX `reports_reporter` ON `reports` (`reporter_id`);--> statement-breakpoint
CREATE TABLE `restrictions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`decision_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`kind` text NOT NULL,
	`from` integer NOT NULL,
	`lifted_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `restrictions_post` ON `restrictions` (`post_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `restrictions_decision` ON `restrictions` (`decision_id`);--> statement-breakpoint
CREATE TABLE `revisions` (
	`site_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`source` text NOT NULL,
	`format` text NOT NULL,
	`html` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `revision`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `rules` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`version` integer NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`published_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rules_number` ON `rules` (`site_id`,`version`,`number`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer,
	`origin` text,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_account` ON `sessions` (`account_id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `site_tokens` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `site_tokens_hash` ON `site_tokens` (`hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `site_tokens_uid` ON `site_tokens` (`uid`);--> statement-breakpoint
CREATE TABLE `sites` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`host` text NOT NULL,
	`settings` text NOT NULL,
	`origins` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`last_case` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sites_key` ON `sites` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `sites_host` ON `sites` (`host`);--> statement-breakpoint
CREATE TABLE `spaces` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `spaces_slug` ON `spaces` (`site_id`,`slug`);--> statement-breakpoint
CREATE TABLE `statements` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`restriction_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`rule_id` integer NOT NULL,
	`passages` text NOT NULL,
	`note` text NOT NULL,
	`source` text NOT NULL,
	`automated_detection` integer NOT NULL,
	`automated_decision` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`restriction_id`) REFERENCES `restrictions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rule_id`) REFERENCES `rules`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `statements_uid` ON `statements` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `statements_restriction` ON `statements` (`restriction_id`);--> statement-breakpoint
CREATE INDEX `statements_post` ON `statements` (`post_id`);--> statement-breakpoint
CREATE TABLE `threads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`kind` text NOT NULL,
	`article_id` integer,
	`space_id` integer,
	`title` text,
	`seq` integer DEFAULT 0 NOT NULL,
	`count` integer DEFAULT 0 NOT NULL,
	`held_count` integer DEFAULT 0 NOT NULL,
	`closed_at` integer,
	`moderation` text,
	`last_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`space_id`) REFERENCES `spaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `threads_uid` ON `threads` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `threads_article` ON `threads` (`article_id`);--> statement-breakpoint
CREATE INDEX `threads_latest` ON `threads` (`site_id`,`last_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_space` ON `threads` (`space_id`,`last_at`,`id`);