-- reverse: create index "fix_tenant_id_shipped_at_id" to table: "fixes"
DROP INDEX "fix_tenant_id_shipped_at_id";
-- reverse: create "fixes" table
DROP TABLE "fixes";
