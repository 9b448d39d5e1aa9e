-- create "calibration_versions" table
CREATE TABLE "calibration_versions" ("id" uuid NOT NULL, "tenant_id" character varying NOT NULL, "created_at" timestamptz NOT NULL DEFAULT now(), "version" bigint NOT NULL, "document" jsonb NOT NULL, "effective_at" timestamptz NOT NULL, "author" character varying NOT NULL, PRIMARY KEY ("tenant_id", "id"), CONSTRAINT "calibration_versions_version" CHECK (version > 0));
-- create index "calibrationversion_tenant_id_version" to table: "calibration_versions"
CREATE UNIQUE INDEX "calibrationversion_tenant_id_version" ON "calibration_versions" ("tenant_id", "version");
