CREATE TABLE `mediation_answers` (
	`word_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`agreed` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`word_id`, `member_id`),
	FOREIGN KEY (`word_id`) REFERENCES `mediation_words`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `mediation_seats` (
	`mediation_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`seat` text NOT NULL,
	`accepted_at` integer,
	`unread` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`mediation_id`, `member_id`),
	FOREIGN KEY (`mediation_id`) REFERENCES `mediations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mediation_seats_one` ON `mediation_seats` (`mediation_id`,`seat`);--> statement-breakpoint
CREATE INDEX `mediation_seats_member` ON `mediation_seats` (`member_id`);--> statement-breakpoint
CREATE INDEX `mediation_seats_unread` ON `mediation_seats` (`member_id`,`mediation_id`) WHERE unread;--> statement-breakpoint
CREATE TABLE `mediation_words` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`mediation_id` integer NOT NULL,
	`author_id` integer NOT NULL,
	`client_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`state` text,
	`publishes` text,
	`publisher_id` integer,
	`published_id` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mediation_id`) REFERENCES `mediations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`publisher_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`published_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mediation_words_uid` ON `mediation_words` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `mediation_words_client` ON `mediation_words` (`author_id`,`client_id`);--> statement-breakpoint
CREATE INDEX `mediation_words_room` ON `mediation_words` (`mediation_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `mediation_words_standing` ON `mediation_words` (`mediation_id`) WHERE state = 'open';--> statement-breakpoint
CREATE TABLE `mediations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`site_id` integer NOT NULL,
	`client_id` text NOT NULL,
	`subject` text NOT NULL,
	`post_id` integer,
	`case_id` integer,
	`state` text DEFAULT 'proposed' NOT NULL,
	`why` text,
	`version` integer DEFAULT 1 NOT NULL,
	`due_at` integer NOT NULL,
	`at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mediations_uid` ON `mediations` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `mediations_client` ON `mediations` (`site_id`,`client_id`);--> statement-breakpoint
CREATE INDEX `mediations_site` ON `mediations` (`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `mediations_ended` ON `mediations` (`ended_at`);--> statement-breakpoint
CREATE INDEX `mediations_case` ON `mediations` (`case_id`) WHERE case_id is not null;--> statement-breakpoint
CREATE INDEX `mediations_post` ON `mediations` (`post_id`) WHERE post_id is not null;--> statement-breakpoint
CREATE INDEX `mediations_due` ON `mediations` (`due_at`) WHERE ended_at is null;