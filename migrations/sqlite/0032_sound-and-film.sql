ALTER TABLE `media` ADD `seconds` integer;--> statement-breakpoint
ALTER TABLE `media` ADD `captions_lang` text;--> statement-breakpoint
ALTER TABLE `media` ADD `taken_by` integer;