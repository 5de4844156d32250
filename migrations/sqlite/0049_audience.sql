CREATE TABLE `audience_days` (
	`site_id` integer NOT NULL,
	`day` text NOT NULL,
	`article_id` integer NOT NULL,
	`thread_id` integer NOT NULL,
	`views` integer DEFAULT 0 NOT NULL,
	`visitors` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`site_id`, `day`, `article_id`, `thread_id`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `audience_days_article` ON `audience_days` (`article_id`,`day`) WHERE article_id > 0;--> statement-breakpoint
CREATE INDEX `audience_days_thread` ON `audience_days` (`thread_id`,`day`) WHERE thread_id > 0;--> statement-breakpoint
CREATE TABLE `audience_hashes` (
	`site_id` integer NOT NULL,
	`day` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`site_id`, `day`, `hash`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `audience_salts` (
	`site_id` integer NOT NULL,
	`day` text NOT NULL,
	`salt` text NOT NULL,
	PRIMARY KEY(`site_id`, `day`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `audience_visits` (
	`site_id` integer NOT NULL,
	`day` text NOT NULL,
	`host` text NOT NULL,
	`source` text NOT NULL,
	`medium` text NOT NULL,
	`campaign` text NOT NULL,
	`visits` integer DEFAULT 0 NOT NULL,
	`visitors` integer DEFAULT 0 NOT NULL,
	`posts` integer DEFAULT 0 NOT NULL,
	`first_posts` integer DEFAULT 0 NOT NULL,
	`follows` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`site_id`, `day`, `host`, `source`, `medium`, `campaign`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
