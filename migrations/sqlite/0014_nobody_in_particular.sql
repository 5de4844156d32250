PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_cases` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`number` integer NOT NULL,
	`post_id` integer,
	`member_id` integer,
	`thread_id` integer,
	`space_id` integer,
	`section` text,
	`language` text,
	`state` text NOT NULL,
	`kind` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`reasons` text NOT NULL,
	`reason_bits` integer DEFAULT 0 NOT NULL,
	`weight` real NOT NULL,
	`report_count` integer DEFAULT 0 NOT NULL,
	`legal` integer DEFAULT false NOT NULL,
	`appeal_id` integer,
	`urgency` integer,
	`score` text,
	`claimed_by` integer,
	`claimed_until` integer,
	`assignee_id` integer,
	`escalated_at` integer,
	`opened_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`claimed_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_cases`("id", "uid", "site_id", "number", "post_id", "member_id", "thread_id", "space_id", "section", "language", "state", "kind", "version", "reasons", "reason_bits", "weight", "report_count", "legal", "appeal_id", "urgency", "score", "claimed_by", "claimed_until", "assignee_id", "escalated_at", "opened_at", "decided_at") SELECT "id", "uid", "site_id", "number", "post_id", "member_id", "thread_id", "space_id", "section", "language", "state", "kind", "version", "reasons", "reason_bits", "weight", "report_count", "legal", "appeal_id", "urgency", "score", "claimed_by", "claimed_until", "assignee_id", "escalated_at", "opened_at", "decided_at" FROM `cases`;--> statement-breakpoint
DROP TABLE `cases`;--> statement-breakpoint
ALTER TABLE `__new_cases` RENAME TO `cases`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `cases_uid` ON `cases` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_number` ON `cases` (`site_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_open` ON `cases` (`post_id`) WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX `cases_open_member` ON `cases` (`member_id`) WHERE state = 'open' and post_id is null;--> statement-breakpoint
CREATE INDEX `cases_lane` ON `cases` (`site_id`,`state`,`kind`,`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `cases_queue` ON `cases` (`site_id`,`state`,`legal`,`urgency`,`id`,`kind`,`reason_bits`,`thread_id`,`space_id`,`section`,`language`,`weight`,`report_count`,`appeal_id`,`escalated_at`,`assignee_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `cases_done` ON `cases` (`site_id`,`state`,`decided_at`,`id`);--> statement-breakpoint
CREATE INDEX `cases_member` ON `cases` (`member_id`,`id`);--> statement-breakpoint
CREATE INDEX `cases_post` ON `cases` (`post_id`,`id`);--> statement-breakpoint
CREATE TABLE `__new_decisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`case_id` integer NOT NULL,
	`case_version` integer NOT NULL,
	`post_id` integer,
	`revision` integer,
	`moderator_id` integer,
	`verdict` text NOT NULL,
	`rule_id` integer,
	`legal_ground` text,
	`note` text NOT NULL,
	`compensates` integer,
	`tell_at` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`moderator_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rule_id`) REFERENCES `rules`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_decisions`("id", "uid", "site_id", "case_id", "case_version", "post_id", "revision", "moderator_id", "verdict", "rule_id", "legal_ground", "note", "compensates", "tell_at", "at") SELECT "id", "uid", "site_id", "case_id", "case_version", "post_id", "revision", "moderator_id", "verdict", "rule_id", "legal_ground", "note", "compensates", "tell_at", "at" FROM `decisions`;--> statement-breakpoint
DROP TABLE `decisions`;--> statement-breakpoint
ALTER TABLE `__new_decisions` RENAME TO `decisions`;--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_uid` ON `decisions` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_version` ON `decisions` (`case_id`,`case_version`);--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_compensates` ON `decisions` (`compensates`);--> statement-breakpoint
CREATE INDEX `decisions_post` ON `decisions` (`post_id`);--> statement-breakpoint
CREATE INDEX `decisions_site` ON `decisions` (`site_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `decisions_moderator` ON `decisions` (`moderator_id`,`at`);--> statement-breakpoint
CREATE TABLE `__new_restrictions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`site_id` integer NOT NULL,
	`decision_id` integer NOT NULL,
	`post_id` integer,
	`member_id` integer,
	`kind` text NOT NULL,
	`from` integer NOT NULL,
	`until` integer,
	`points` integer DEFAULT 0 NOT NULL,
	`points_until` integer,
	`acknowledged_at` integer,
	`lifted_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_restrictions`("id", "site_id", "decision_id", "post_id", "member_id", "kind", "from", "until", "points", "points_until", "acknowledged_at", "lifted_at") SELECT "id", "site_id", "decision_id", "post_id", "member_id", "kind", "from", "until", "points", "points_until", "acknowledged_at", "lifted_at" FROM `restrictions`;--> statement-breakpoint
DROP TABLE `restrictions`;--> statement-breakpoint
ALTER TABLE `__new_restrictions` RENAME TO `restrictions`;--> statement-breakpoint
CREATE INDEX `restrictions_post` ON `restrictions` (`post_id`);--> statement-breakpoint
CREATE INDEX `restrictions_member` ON `restrictions` (`member_id`,`kind`,`lifted_at`,`until`);--> statement-breakpoint
CREATE UNIQUE INDEX `restrictions_decision` ON `restrictions` (`decision_id`,`kind`);--> statement-breakpoint
CREATE TABLE `__new_statements` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`restriction_id` integer NOT NULL,
	`post_id` integer,
	`member_id` integer NOT NULL,
	`kind` text DEFAULT 'removal' NOT NULL,
	`territory` text,
	`until` integer,
	`rule_id` integer,
	`legal_ground` text,
	`passages` text NOT NULL,
	`note` text NOT NULL,
	`source` text NOT NULL,
	`automated_detection` integer NOT NULL,
	`automated_decision` integer NOT NULL,
	`tell_at` integer,
	`contestable_until` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`restriction_id`) REFERENCES `restrictions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rule_id`) REFERENCES `rules`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_statements`("id", "uid", "site_id", "restriction_id", "post_id", "member_id", "kind", "territory", "until", "rule_id", "legal_ground", "passages", "note", "source", "automated_detection", "automated_decision", "tell_at", "contestable_until", "at") SELECT "id", "uid", "site_id", "restriction_id", "post_id", "member_id", "kind", "territory", "until", "rule_id", "legal_ground", "passages", "note", "source", "automated_detection", "automated_decision", "tell_at", "contestable_until", "at" FROM `statements`;--> statement-breakpoint
DROP TABLE `statements`;--> statement-breakpoint
ALTER TABLE `__new_statements` RENAME TO `statements`;--> statement-breakpoint
CREATE UNIQUE INDEX `statements_uid` ON `statements` (`uid`);--> statement-breakpoint
CREATE INDEX `statements_member` ON `statements` (`member_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `statements_restriction` ON `statements` (`restriction_id`);--> statement-breakpoint
CREATE INDEX `statements_post` ON `statements` (`post_id`);