-- reverse: create index "opinion_tenant_id_mention_id_actor" to table: "opinions"
DROP INDEX "opinion_tenant_id_mention_id_actor";
-- reverse: create "opinions" table
DROP TABLE "opinions";
-- reverse: create index "clusterevent_tenant_id_from_cluster_id_id" to table: "cluster_events"
DROP INDEX "clusterevent_tenant_id_from_cluster_id_id";
-- reverse: modify "cluster_events" table
ALTER TABLE "cluster_events" DROP CONSTRAINT "cluster_events_clusters_from_cluster", DROP COLUMN "from_cluster_id", DROP COLUMN "decision_id", DROP COLUMN "actor", DROP COLUMN "reason", DROP COLUMN "mentions", DROP COLUMN "sequence", ALTER COLUMN "cluster_id" SET NOT NULL;
-- reverse: create index "decision_tenant_id_number" to table: "decisions"
DROP INDEX "decision_tenant_id_number";
-- reverse: create index "decision_tenant_id_at_id" to table: "decisions"
DROP INDEX "decision_tenant_id_at_id";
-- reverse: create "decisions" table
DROP TABLE "decisions";
-- reverse: modify "tenants" table
ALTER TABLE "tenants" DROP COLUMN "second_review";
-- reverse: modify "tenant_cursors" table
ALTER TABLE "tenant_cursors" DROP COLUMN "decided";
-- reverse: create index "mentions_held" to table: "mentions"
DROP INDEX "mentions_held";
-- reverse: modify "mentions" table
ALTER TABLE "mentions" DROP COLUMN "revision";
-- reverse: modify "clusters" table
ALTER TABLE "clusters" DROP COLUMN "revision", DROP COLUMN "title";
