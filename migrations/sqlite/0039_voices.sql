CREATE TABLE `voice_hands` (
	`voice_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	PRIMARY KEY(`voice_id`, `member_id`),
	FOREIGN KEY (`voice_id`) REFERENCES `voices`(`member_id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `voice_hands_member` ON `voice_hands` (`member_id`);--> statement-breakpoint
CREATE TABLE `voices` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`second_eyes` integer DEFAULT false NOT NULL,
	`retired_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `voices_site` ON `voices` (`site_id`,`member_id`);--> statement-breakpoint
ALTER TABLE `posts` ADD `hand_id` integer REFERENCES members(id);--> statement-breakpoint
CREATE INDEX `posts_hand` ON `posts` (`hand_id`) WHERE hand_id is not null;