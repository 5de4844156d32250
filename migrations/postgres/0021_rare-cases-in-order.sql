DROP INDEX "cases_escalated";--> statement-breakpoint
DROP INDEX "cases_assigned";--> statement-breakpoint
CREATE INDEX "cases_escalated" ON "cases" USING btree ("site_id","state","legal","urgency","id","escalated_at") WHERE state = 'open' and escalated_at is not null;--> statement-breakpoint
CREATE INDEX "cases_assigned" ON "cases" USING btree ("site_id","state","assignee_id","legal","urgency","id") WHERE state = 'open' and assignee_id is not null;