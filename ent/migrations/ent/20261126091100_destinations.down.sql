-- reverse: create index "posting_tenant_id_destination_id_reference" to table: "postings"
DROP INDEX "posting_tenant_id_destination_id_reference";
-- reverse: create index "posting_tenant_id_alert_id_team_destination_id" to table: "postings"
DROP INDEX "posting_tenant_id_alert_id_team_destination_id";
-- reverse: create "postings" table
DROP TABLE "postings";
-- reverse: create index "duedelivery_tenant_id_waits_for" to table: "due_deliveries"
DROP INDEX "duedelivery_tenant_id_waits_for";
-- reverse: modify "due_deliveries" table
ALTER TABLE "due_deliveries" DROP COLUMN "waits_for";
-- reverse: modify "destinations" table
ALTER TABLE "destinations" DROP COLUMN "paced_until", DROP COLUMN "old_secrets_until", DROP COLUMN "config";
-- reverse: modify "deliveries" table
ALTER TABLE "deliveries" DROP COLUMN "superseded_by";
