DROP TABLE `lessons`;--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_corrections` (
	`site_id` integer PRIMARY KEY NOT NULL,
	`bytes` blob NOT NULL,
	`lessons` integer NOT NULL,
	`precision` text NOT NULL,
	`fitted_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_corrections`("site_id", "bytes", "lessons", "precision", "fitted_at") SELECT "site_id", "bytes", "lessons", "precision", "fitted_at" FROM `corrections`;--> statement-breakpoint
DROP TABLE `corrections`;--> statement-breakpoint
ALTER TABLE `__new_corrections` RENAME TO `corrections`;--> statement-breakpoint
PRAGMA foreign_keys=ON;