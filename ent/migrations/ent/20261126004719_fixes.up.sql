-- create "fixes" table
CREATE TABLE "fixes" ("id" uuid NOT NULL, "tenant_id" character varying NOT NULL, "created_at" timestamptz NOT NULL DEFAULT now(), "from_touchpoint" character varying NOT NULL, "to_touchpoint" character varying NOT NULL, "failure_mode" character varying NOT NULL, "shipped_at" timestamptz NOT NULL, "locations" jsonb NOT NULL, "channels" jsonb NOT NULL, "note" character varying NOT NULL, "actor" character varying NOT NULL, PRIMARY KEY ("tenant_id", "id"), CONSTRAINT "fixes_seam" CHECK (((from_touchpoint)::text <> ''::text) AND ((to_touchpoint)::text <> ''::text)));
-- create index "fix_tenant_id_shipped_at_id" to table: "fixes"
CREATE INDEX "fix_tenant_id_shipped_at_id" ON "fixes" ("tenant_id", "shipped_at", "id");
