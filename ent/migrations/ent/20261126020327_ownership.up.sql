-- drop index "delivery_tenant_id_alert_id_team_destination_id_change" from table: "deliveries"
DROP INDEX "delivery_tenant_id_alert_id_team_destination_id_change";
-- modify "deliveries" table
ALTER TABLE "deliveries" ADD COLUMN "occasion" character varying NOT NULL DEFAULT '', ADD COLUMN "addition" jsonb NULL;
-- create index "delivery_tenant_id_alert_id_team_destination_id_change_occasion" to table: "deliveries"
CREATE UNIQUE INDEX "delivery_tenant_id_alert_id_team_destination_id_change_occasion" ON "deliveries" ("tenant_id", "alert_id", "team", "destination_id", "change", "occasion");
-- modify "routes" table
ALTER TABLE "routes" ADD COLUMN "display_name" character varying NOT NULL DEFAULT '', ADD COLUMN "destinations" jsonb NOT NULL DEFAULT '[]', ADD COLUMN "conditions" jsonb NOT NULL DEFAULT '{}';
-- a route led to one destination so far
ALTER TABLE "routes" NO FORCE ROW LEVEL SECURITY;
UPDATE "routes" SET "destinations" = jsonb_build_array("destination_id");
ALTER TABLE "routes" FORCE ROW LEVEL SECURITY;
ALTER TABLE "routes" DROP COLUMN "destination_id";
-- create "playbook_versions" table
CREATE TABLE "playbook_versions" ("id" uuid NOT NULL, "tenant_id" character varying NOT NULL, "created_at" timestamptz NOT NULL DEFAULT now(), "version" bigint NOT NULL, "document" jsonb NOT NULL, "effective_at" timestamptz NOT NULL, "author" character varying NOT NULL, PRIMARY KEY ("tenant_id", "id"), CONSTRAINT "playbook_versions_version" CHECK (version > 0));
-- create index "playbookversion_tenant_id_version" to table: "playbook_versions"
CREATE UNIQUE INDEX "playbookversion_tenant_id_version" ON "playbook_versions" ("tenant_id", "version");
-- create "routing_versions" table
CREATE TABLE "routing_versions" ("id" uuid NOT NULL, "tenant_id" character varying NOT NULL, "created_at" timestamptz NOT NULL DEFAULT now(), "version" bigint NOT NULL, "document" jsonb NOT NULL, "effective_at" timestamptz NOT NULL, "author" character varying NOT NULL, PRIMARY KEY ("tenant_id", "id"), CONSTRAINT "routing_versions_version" CHECK (version > 0));
-- create index "routingversion_tenant_id_version" to table: "routing_versions"
CREATE UNIQUE INDEX "routingversion_tenant_id_version" ON "routing_versions" ("tenant_id", "version");
-- create "held_deliveries" table
CREATE TABLE "held_deliveries" ("id" uuid NOT NULL, "tenant_id" character varying NOT NULL, "created_at" timestamptz NOT NULL DEFAULT now(), "change" bigint NOT NULL, "team" character varying NOT NULL, "role" character varying NOT NULL, "likely" boolean NOT NULL, "destination_id" uuid NOT NULL, "route_id" uuid NOT NULL, "until" timestamptz NOT NULL, "why" character varying NOT NULL, "alert_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"), CONSTRAINT "held_deliveries_alerts_alert" FOREIGN KEY ("tenant_id", "alert_id") REFERENCES "alerts" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "held_deliveries_why" CHECK ((why)::text = ANY ((ARRAY['quiet_hours'::character varying, 'digest'::character varying, 'over_budget'::character varying])::text[])));
-- create index "helddelivery_tenant_id_until" to table: "held_deliveries"
CREATE INDEX "helddelivery_tenant_id_until" ON "held_deliveries" ("tenant_id", "until");
-- create "ownership_events" table
CREATE TABLE "ownership_events" ("id" uuid NOT NULL, "tenant_id" character varying NOT NULL, "created_at" timestamptz NOT NULL DEFAULT now(), "slot" character varying NOT NULL, "number" bigint NOT NULL, "kind" character varying NOT NULL, "actor" character varying NOT NULL, "team" character varying NOT NULL, "to_team" character varying NOT NULL, "person" character varying NOT NULL, "reason" character varying NOT NULL, "at" timestamptz NOT NULL, "state" character varying NOT NULL, "holder" character varying NOT NULL, "from_touchpoint" character varying NOT NULL, "to_touchpoint" character varying NOT NULL, "failure_mode" character varying NOT NULL, "alert_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"), CONSTRAINT "ownership_events_alerts_alert" FOREIGN KEY ("tenant_id", "alert_id") REFERENCES "alerts" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "ownership_events_kind" CHECK ((kind)::text = ANY ((ARRAY['assign'::character varying, 'accept'::character varying, 'decline'::character varying, 'propose'::character varying, 'hand_over'::character varying, 'assign_person'::character varying, 'escalate'::character varying, 'lapse'::character varying, 'remind'::character varying, 'rehome'::character varying])::text[])));
-- create index "ownershipevent_tenant_id_alert_id_slot_number" to table: "ownership_events"
CREATE UNIQUE INDEX "ownershipevent_tenant_id_alert_id_slot_number" ON "ownership_events" ("tenant_id", "alert_id", "slot", "number");
-- create index "ownershipevent_tenant_id_from_touchpoint_to_touchpoint_at" to table: "ownership_events"
CREATE INDEX "ownershipevent_tenant_id_from_touchpoint_to_touchpoint_at" ON "ownership_events" ("tenant_id", "from_touchpoint", "to_touchpoint", "at");
-- create "ownerships" table
CREATE TABLE "ownerships" ("id" uuid NOT NULL, "tenant_id" character varying NOT NULL, "created_at" timestamptz NOT NULL DEFAULT now(), "etag" character varying NOT NULL, "updated_at" timestamptz NOT NULL DEFAULT now(), "slot" character varying NOT NULL, "team" character varying NOT NULL, "fallback" boolean NOT NULL, "likely" boolean NOT NULL, "reasons" jsonb NOT NULL, "uncertain" jsonb NOT NULL, "person" character varying NOT NULL, "state" character varying NOT NULL, "asked_team" character varying NOT NULL, "passed" jsonb NOT NULL, "severity" character varying NOT NULL, "since" timestamptz NOT NULL, "due_at" timestamptz NULL, "remind_at" timestamptz NULL, "number" bigint NOT NULL, "alert_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"), CONSTRAINT "ownerships_alerts_alert" FOREIGN KEY ("tenant_id", "alert_id") REFERENCES "alerts" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "ownerships_asked" CHECK (((state)::text = ANY ((ARRAY['proposed'::character varying, 'handing_over'::character varying])::text[])) = ((asked_team)::text <> ''::text)), CONSTRAINT "ownerships_slot" CHECK ((slot)::text = ANY ((ARRAY['accountable'::character varying, 'contributing'::character varying])::text[])), CONSTRAINT "ownerships_state" CHECK ((state)::text = ANY ((ARRAY['asked'::character varying, 'accepted'::character varying, 'proposed'::character varying, 'handing_over'::character varying])::text[])), CONSTRAINT "ownerships_team" CHECK ((team)::text <> ''::text));
-- create index "ownership_tenant_id_alert_id_slot" to table: "ownerships"
CREATE UNIQUE INDEX "ownership_tenant_id_alert_id_slot" ON "ownerships" ("tenant_id", "alert_id", "slot");
-- create index "ownership_tenant_id_team" to table: "ownerships"
CREATE INDEX "ownership_tenant_id_team" ON "ownerships" ("tenant_id", "team");
