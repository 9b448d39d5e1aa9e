-- reverse: create "assist_days" table
DROP TABLE "assist_days";
-- reverse: create index "assistanswer_tenant_id_created_at" to table: "assist_answers"
DROP INDEX "assistanswer_tenant_id_created_at";
-- reverse: create "assist_answers" table
DROP TABLE "assist_answers";
-- reverse: modify "mentions" table
ALTER TABLE "mentions" DROP COLUMN "prompt", DROP COLUMN "assistant";
