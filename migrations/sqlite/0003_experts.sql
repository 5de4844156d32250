ALTER TABLE `invitations` ADD `came_at` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `account_id` integer REFERENCES accounts(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `invitations` ADD `locale` text DEFAULT 'fr' NOT NULL;--> statement-breakpoint
ALTER TABLE `invitations` ADD `word` text;--> statement-breakpoint
ALTER TABLE `posts` ADD `expert` integer DEFAULT false NOT NULL;