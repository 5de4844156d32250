CREATE TABLE "voice_hands" (
	"voice_id" bigint NOT NULL,
	"member_id" bigint NOT NULL,
	CONSTRAINT "voice_hands_voice_id_member_id_pk" PRIMARY KEY("voice_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "voices" (
	"member_id" bigint PRIMARY KEY NOT NULL,
	"site_id" bigint NOT NULL,
	"second_eyes" boolean DEFAULT false NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "hand_id" bigint;--> statement-breakpoint
ALTER TABLE "voice_hands" ADD CONSTRAINT "voice_hands_voice_id_voices_member_id_fk" FOREIGN KEY ("voice_id") REFERENCES "public"."voices"("member_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice_hands" ADD CONSTRAINT "voice_hands_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voices" ADD CONSTRAINT "voices_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voices" ADD CONSTRAINT "voices_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "voice_hands_member" ON "voice_hands" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "voices_site" ON "voices" USING btree ("site_id","member_id");--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_hand_id_members_id_fk" FOREIGN KEY ("hand_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posts_hand" ON "posts" USING btree ("hand_id") WHERE hand_id is not null;