CREATE TABLE `daily_reviews` (
	`site_id` integer NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`site_id`, `day`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `notice_settings` ADD `review` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `notice_settings` ADD `reviewed_on` text;