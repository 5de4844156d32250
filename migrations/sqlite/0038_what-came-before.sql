ALTER TABLE `media` ADD `hash` text;--> statement-breakpoint
CREATE INDEX `media_hash` ON `media` (`site_id`,`hash`);