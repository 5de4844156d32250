CREATE TABLE `appeals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`decision_id` integer NOT NULL,
	`statement_id` integer,
	`notice_id` integer,
	`text` text NOT NULL,
	`state` text NOT NULL,
	`decided_by` integer,
	`alone` integer DEFAULT false NOT NULL,
	`answer` text DEFAULT '' NOT NULL,
	`decided_at` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`statement_id`) REFERENCES `statements`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`notice_id`) REFERENCES `notices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appeals_uid` ON `appeals` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `appeals_statement` ON `appeals` (`statement_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `appeals_notice` ON `appeals` (`notice_id`);--> statement-breakpoint
CREATE INDEX `appeals_site` ON `appeals` (`site_id`,`at`);--> statement-breakpoint
CREATE TABLE `canned_replies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`version` integer NOT NULL,
	`locale` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`verdict` text,
	`rule` integer,
	`by_id` integer NOT NULL,
	`at` integer NOT NULL,
	`retired_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `canned_replies_version` ON `canned_replies` (`uid`,`locale`,`version`);--> statement-breakpoint
CREATE INDEX `canned_replies_site` ON `canned_replies` (`site_id`,`retired_at`,`id`);--> statement-breakpoint
CREATE TABLE `corrections` (
	`site_id` integer PRIMARY KEY NOT NULL,
	`bytes` blob NOT NULL,
	`lessons` integer NOT NULL,
	`precision` text,
	`fitted_at` integer NOT NULL,
	`stale` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`content` text NOT NULL,
	`print` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `evidence_once` ON `evidence` (`post_id`,`revision`);--> statement-breakpoint
CREATE TABLE `former_names` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`name` text NOT NULL,
	`by_id` integer,
	`reason` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `former_names_member` ON `former_names` (`member_id`,`id`);--> statement-breakpoint
CREATE TABLE `lessons` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`features` blob NOT NULL,
	`base` real NOT NULL,
	`rejected` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lessons_post` ON `lessons` (`post_id`);--> statement-breakpoint
CREATE INDEX `lessons_site` ON `lessons` (`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `lessons_member` ON `lessons` (`member_id`);--> statement-breakpoint
CREATE TABLE `notes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`case_id` integer,
	`member_id` integer,
	`by_id` integer NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notes_uid` ON `notes` (`uid`);--> statement-breakpoint
CREATE INDEX `notes_case` ON `notes` (`case_id`,`id`);--> statement-breakpoint
CREATE INDEX `notes_member` ON `notes` (`member_id`,`id`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`case_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`ground` text NOT NULL,
	`explanation` text NOT NULL,
	`url` text NOT NULL,
	`name` text,
	`email` text,
	`email_proved_at` integer,
	`member_id` integer,
	`locale` text NOT NULL,
	`evidence_id` integer NOT NULL,
	`outcome` text,
	`decision_id` integer,
	`contestable_until` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`evidence_id`) REFERENCES `evidence`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_uid` ON `notices` (`uid`);--> statement-breakpoint
CREATE INDEX `notices_case` ON `notices` (`case_id`);--> statement-breakpoint
CREATE INDEX `notices_post` ON `notices` (`post_id`);--> statement-breakpoint
CREATE INDEX `notices_email` ON `notices` (`site_id`,`email`,`at`);--> statement-breakpoint
CREATE TABLE `post_clocks` (
	`post_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`first_seen_at` integer,
	`first_notice_at` integer,
	`knowledge_at` integer,
	`acted_at` integer,
	`alarm_at` integer,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `post_clocks_alarm` ON `post_clocks` (`alarm_at`);--> statement-breakpoint
CREATE TABLE `saved_filters` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_filters_uid` ON `saved_filters` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `saved_filters_name` ON `saved_filters` (`member_id`,`name`);--> statement-breakpoint
CREATE TABLE `second_readings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`decision_id` integer NOT NULL,
	`reader_id` integer,
	`verdict` text,
	`rule_id` integer,
	`at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reader_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rule_id`) REFERENCES `rules`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `second_readings_uid` ON `second_readings` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `second_readings_once` ON `second_readings` (`decision_id`);--> statement-breakpoint
CREATE INDEX `second_readings_site` ON `second_readings` (`site_id`,`read_at`,`id`);--> statement-breakpoint
DROP INDEX `restrictions_decision`;--> statement-breakpoint
ALTER TABLE `restrictions` ADD `member_id` integer REFERENCES members(id);--> statement-breakpoint
ALTER TABLE `restrictions` ADD `until` integer;--> statement-breakpoint
ALTER TABLE `restrictions` ADD `points` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `restrictions` ADD `points_until` integer;--> statement-breakpoint
ALTER TABLE `restrictions` ADD `acknowledged_at` integer;--> statement-breakpoint
CREATE INDEX `restrictions_member` ON `restrictions` (`member_id`,`kind`,`lifted_at`,`until`);--> statement-breakpoint
CREATE UNIQUE INDEX `restrictions_decision` ON `restrictions` (`decision_id`,`kind`);--> statement-breakpoint
ALTER TABLE `cases` ADD `member_id` integer REFERENCES members(id);--> statement-breakpoint
ALTER TABLE `cases` ADD `thread_id` integer REFERENCES threads(id);--> statement-breakpoint
ALTER TABLE `cases` ADD `space_id` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `section` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `language` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `reason_bits` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `legal` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `appeal_id` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `urgency` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `score` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `claimed_by` integer REFERENCES members(id);--> statement-breakpoint
ALTER TABLE `cases` ADD `claimed_until` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `assignee_id` integer REFERENCES members(id);--> statement-breakpoint
ALTER TABLE `cases` ADD `escalated_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `cases_open_member` ON `cases` (`member_id`) WHERE state = 'open' and post_id is null;--> statement-breakpoint
CREATE INDEX `cases_queue` ON `cases` (`site_id`,`state`,`legal`,`urgency`,`id`,`kind`,`reason_bits`,`thread_id`,`space_id`,`section`,`language`,`weight`,`report_count`,`appeal_id`,`escalated_at`,`assignee_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `cases_member` ON `cases` (`member_id`,`id`);--> statement-breakpoint
CREATE INDEX `cases_post` ON `cases` (`post_id`,`id`);--> statement-breakpoint
ALTER TABLE `decisions` ADD `legal_ground` text;--> statement-breakpoint
ALTER TABLE `decisions` ADD `compensates` integer;--> statement-breakpoint
ALTER TABLE `decisions` ADD `tell_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_compensates` ON `decisions` (`compensates`);--> statement-breakpoint
CREATE INDEX `decisions_site` ON `decisions` (`site_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `decisions_moderator` ON `decisions` (`moderator_id`,`at`);--> statement-breakpoint
ALTER TABLE `members` ADD `reports_upheld` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `reports_refused` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `active_days` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `last_active_on` text;--> statement-breakpoint
ALTER TABLE `members` ADD `watched_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `featured_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `approved_revision` integer;--> statement-breakpoint
ALTER TABLE `reports` ADD `weight` real DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `referrer` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `proved_at` integer;--> statement-breakpoint
ALTER TABLE `sites` ADD `members_version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `spaces` ADD `screening` text;--> statement-breakpoint
ALTER TABLE `statements` ADD `kind` text DEFAULT 'removal' NOT NULL;--> statement-breakpoint
ALTER TABLE `statements` ADD `territory` text;--> statement-breakpoint
ALTER TABLE `statements` ADD `until` integer;--> statement-breakpoint
ALTER TABLE `statements` ADD `legal_ground` text;--> statement-breakpoint
ALTER TABLE `statements` ADD `tell_at` integer;--> statement-breakpoint
ALTER TABLE `statements` ADD `contestable_until` integer;--> statement-breakpoint
CREATE INDEX `statements_member` ON `statements` (`member_id`,`id`);--> statement-breakpoint
ALTER TABLE `threads` ADD `measures` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `screening` text;