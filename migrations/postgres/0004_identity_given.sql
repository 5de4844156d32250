ALTER TABLE "deliveries" ADD COLUMN "next_try_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "identities" ADD COLUMN "given" jsonb DEFAULT '{"role":"member","badges":[]}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "time_zone" text DEFAULT 'Europe/Paris' NOT NULL;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "accent" text;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "font" text DEFAULT 'system' NOT NULL;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "logo" text;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "former_secret" "bytea";--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "rotated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "failing_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "rests_until" timestamp (3) with time zone;