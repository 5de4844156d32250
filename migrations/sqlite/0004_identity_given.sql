ALTER TABLE `deliveries` ADD `next_try_at` integer;--> statement-breakpoint
ALTER TABLE `identities` ADD `given` text DEFAULT '{"role":"member","badges":[]}' NOT NULL;--> statement-breakpoint
ALTER TABLE `sites` ADD `time_zone` text DEFAULT 'Europe/Paris' NOT NULL;--> statement-breakpoint
ALTER TABLE `sites` ADD `accent` text;--> statement-breakpoint
ALTER TABLE `sites` ADD `font` text DEFAULT 'system' NOT NULL;--> statement-breakpoint
ALTER TABLE `sites` ADD `logo` text;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `former_secret` blob;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `rotated_at` integer;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `failing_since` integer;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `rests_until` integer;