ALTER TABLE `takeouts` ADD `site_id` integer REFERENCES sites(id);--> statement-breakpoint
CREATE INDEX `takeouts_state` ON `takeouts` (`state`,`id`);