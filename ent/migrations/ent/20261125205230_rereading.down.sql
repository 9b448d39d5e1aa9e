-- reverse: create "reread_interactions" table
DROP TABLE "reread_interactions";
-- reverse: create index "rereadings_open" to table: "rereadings"
DROP INDEX "rereadings_open";
-- reverse: create index "rereading_tenant_id_created_at" to table: "rereadings"
DROP INDEX "rereading_tenant_id_created_at";
-- reverse: create "rereadings" table
DROP TABLE "rereadings";
-- reverse: create index "duerereading_due_at" to table: "due_rereadings"
DROP INDEX "duerereading_due_at";
-- reverse: create "due_rereadings" table
DROP TABLE "due_rereadings";
-- reverse: modify "clusters" table
ALTER TABLE "clusters" DROP COLUMN "retired_at";
