CREATE INDEX `cases_escalated` ON `cases` (`site_id`,`state`,`escalated_at`) WHERE state = 'open' and escalated_at is not null;--> statement-breakpoint
CREATE INDEX `cases_assigned` ON `cases` (`site_id`,`state`,`assignee_id`) WHERE state = 'open' and assignee_id is not null;--> statement-breakpoint
CREATE INDEX `cases_claimed` ON `cases` (`claimed_by`) WHERE claimed_by is not null;