CREATE TABLE "member_labels" (
	"site_id" bigint NOT NULL,
	"member_id" bigint NOT NULL,
	"label" text NOT NULL,
	"by_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "member_labels_member_id_label_pk" PRIMARY KEY("member_id","label")
);
--> statement-breakpoint
ALTER TABLE "member_labels" ADD CONSTRAINT "member_labels_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_labels" ADD CONSTRAINT "member_labels_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_labels" ADD CONSTRAINT "member_labels_by_id_members_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "member_labels_site" ON "member_labels" USING btree ("site_id","label");