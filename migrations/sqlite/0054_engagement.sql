CREATE TABLE `engagement_changes` (
	`member_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`day` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer NOT NULL,
	PRIMARY KEY(`member_id`, `day`),
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `engagement_formulas` (
	`site_id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`formula` text,
	`counted_for` text,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `engagement_objections` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `engagements` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	`level` integer NOT NULL,
	`love` integer NOT NULL,
	`reach` integer NOT NULL,
	`gravity` integer NOT NULL,
	`last_on` text,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `engagements_site` ON `engagements` (`site_id`,`level`,`gravity`,`member_id`);