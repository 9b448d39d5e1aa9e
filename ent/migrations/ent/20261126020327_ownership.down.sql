-- reverse: create index "ownership_tenant_id_team" to table: "ownerships"
DROP INDEX "ownership_tenant_id_team";
-- reverse: create index "ownership_tenant_id_alert_id_slot" to table: "ownerships"
DROP INDEX "ownership_tenant_id_alert_id_slot";
-- reverse: create "ownerships" table
DROP TABLE "ownerships";
-- reverse: create index "ownershipevent_tenant_id_from_touchpoint_to_touchpoint_at" to table: "ownership_events"
DROP INDEX "ownershipevent_tenant_id_from_touchpoint_to_touchpoint_at";
-- reverse: create index "ownershipevent_tenant_id_alert_id_slot_number" to table: "ownership_events"
DROP INDEX "ownershipevent_tenant_id_alert_id_slot_number";
-- reverse: create "ownership_events" table
DROP TABLE "ownership_events";
-- reverse: create index "helddelivery_tenant_id_until" to table: "held_deliveries"
DROP INDEX "helddelivery_tenant_id_until";
-- reverse: create "held_deliveries" table
DROP TABLE "held_deliveries";
-- reverse: create index "routingversion_tenant_id_version" to table: "routing_versions"
DROP INDEX "routingversion_tenant_id_version";
-- reverse: create "routing_versions" table
DROP TABLE "routing_versions";
-- reverse: create index "playbookversion_tenant_id_version" to table: "playbook_versions"
DROP INDEX "playbookversion_tenant_id_version";
-- reverse: create "playbook_versions" table
DROP TABLE "playbook_versions";
-- reverse: modify "routes" table
ALTER TABLE "routes" ADD COLUMN "destination_id" uuid NULL;
-- of several destinations the first stays
ALTER TABLE "routes" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "destinations" NO FORCE ROW LEVEL SECURITY;
UPDATE "routes" r SET "destination_id" = d."id" FROM "destinations" d WHERE d."tenant_id" = r."tenant_id" AND d."id"::text = r."destinations"->>0;
DELETE FROM "routes" WHERE "destination_id" IS NULL;
ALTER TABLE "destinations" FORCE ROW LEVEL SECURITY;
ALTER TABLE "routes" FORCE ROW LEVEL SECURITY;
ALTER TABLE "routes" ALTER COLUMN "destination_id" SET NOT NULL, ADD CONSTRAINT "routes_destinations_destination" FOREIGN KEY ("tenant_id", "destination_id") REFERENCES "destinations" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
CREATE INDEX "route_tenant_id_destination_id" ON "routes" ("tenant_id", "destination_id");
ALTER TABLE "routes" DROP COLUMN "conditions", DROP COLUMN "destinations", DROP COLUMN "display_name";
-- reverse: create index "delivery_tenant_id_alert_id_team_destination_id_change_occasion" to table: "deliveries"
DROP INDEX "delivery_tenant_id_alert_id_team_destination_id_change_occasion";
-- what was told for another occasion than the change
ALTER TABLE "deliveries" NO FORCE ROW LEVEL SECURITY;
DELETE FROM "due_deliveries" d USING "deliveries" o WHERE o."tenant_id" = d."tenant_id" AND o."id" = d."delivery_id" AND o."occasion" <> '';
DELETE FROM "deliveries" WHERE "occasion" <> '';
ALTER TABLE "deliveries" FORCE ROW LEVEL SECURITY;
-- reverse: modify "deliveries" table
ALTER TABLE "deliveries" DROP COLUMN "addition", DROP COLUMN "occasion";
-- reverse: drop index "delivery_tenant_id_alert_id_team_destination_id_change" from table: "deliveries"
CREATE UNIQUE INDEX "delivery_tenant_id_alert_id_team_destination_id_change" ON "deliveries" ("tenant_id", "alert_id", "team", "destination_id", "change");
