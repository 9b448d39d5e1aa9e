-- reverse: create index "calibrationversion_tenant_id_version" to table: "calibration_versions"
DROP INDEX "calibrationversion_tenant_id_version";
-- reverse: create "calibration_versions" table
DROP TABLE "calibration_versions";
