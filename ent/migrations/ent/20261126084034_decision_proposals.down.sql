-- reverse: create index "decisionproposal_tenant_id_at_id" to table: "decision_proposals"
DROP INDEX "decisionproposal_tenant_id_at_id";
-- reverse: create "decision_proposals" table
DROP TABLE "decision_proposals";
