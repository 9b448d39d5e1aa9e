-- modify "deliveries" table
ALTER TABLE "deliveries" ADD COLUMN "superseded_by" uuid NULL;
-- modify "destinations" table
ALTER TABLE "destinations" ADD COLUMN "config" jsonb NOT NULL DEFAULT '{}', ADD COLUMN "old_secrets_until" timestamptz NULL, ADD COLUMN "paced_until" timestamptz NULL;
-- modify "due_deliveries" table
ALTER TABLE "due_deliveries" ADD COLUMN "waits_for" uuid NULL;
-- create index "duedelivery_tenant_id_waits_for" to table: "due_deliveries"
CREATE INDEX "duedelivery_tenant_id_waits_for" ON "due_deliveries" ("tenant_id", "waits_for") WHERE (waits_for IS NOT NULL);
-- create "postings" table
CREATE TABLE "postings" ("id" uuid NOT NULL, "tenant_id" character varying NOT NULL, "created_at" timestamptz NOT NULL DEFAULT now(), "team" character varying NOT NULL, "destination_id" uuid NOT NULL, "reference" character varying NOT NULL, "change" bigint NOT NULL, "at" timestamptz NOT NULL, "alert_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"), CONSTRAINT "postings_alerts_alert" FOREIGN KEY ("tenant_id", "alert_id") REFERENCES "alerts" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "postings_reference" CHECK ((octet_length((reference)::text) >= 1) AND (octet_length((reference)::text) <= 1000)));
-- create index "posting_tenant_id_alert_id_team_destination_id" to table: "postings"
CREATE UNIQUE INDEX "posting_tenant_id_alert_id_team_destination_id" ON "postings" ("tenant_id", "alert_id", "team", "destination_id");
-- create index "posting_tenant_id_destination_id_reference" to table: "postings"
CREATE INDEX "posting_tenant_id_destination_id_reference" ON "postings" ("tenant_id", "destination_id", "reference");
