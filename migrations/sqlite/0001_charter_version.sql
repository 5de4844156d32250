ALTER TABLE `sites` ADD `charter_version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `sites` SET `charter_version` = (SELECT coalesce(max(`version`), 0) FROM `rules` WHERE `rules`.`site_id` = `sites`.`id`);
