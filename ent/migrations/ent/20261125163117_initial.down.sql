-- reverse: create index "route_tenant_id_destination_id" to table: "routes"
DROP INDEX "route_tenant_id_destination_id";
-- reverse: create "routes" table
DROP TABLE "routes";
-- reverse: create "destinations" table
DROP TABLE "destinations";
-- reverse: create index "mention_tenant_id_interaction_id_ordinal" to table: "mentions"
DROP INDEX "mention_tenant_id_interaction_id_ordinal";
-- reverse: create index "mention_tenant_id_cluster_id_arrival" to table: "mentions"
DROP INDEX "mention_tenant_id_cluster_id_arrival";
-- reverse: create index "mention_tenant_id_arrival" to table: "mentions"
DROP INDEX "mention_tenant_id_arrival";
-- reverse: create "mentions" table
DROP TABLE "mentions";
-- reverse: create index "interaction_tenant_id_source_system_external_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_source_system_external_id";
-- reverse: create index "interaction_tenant_id_occurred_at_id" to table: "interactions"
DROP INDEX "interaction_tenant_id_occurred_at_id";
-- reverse: create "interactions" table
DROP TABLE "interactions";
-- reverse: create index "delivery_tenant_id_destination_id" to table: "deliveries"
DROP INDEX "delivery_tenant_id_destination_id";
-- reverse: create index "delivery_tenant_id_created_at_id" to table: "deliveries"
DROP INDEX "delivery_tenant_id_created_at_id";
-- reverse: create index "delivery_tenant_id_alert_id_team_destination_id_change" to table: "deliveries"
DROP INDEX "delivery_tenant_id_alert_id_team_destination_id_change";
-- reverse: create "deliveries" table
DROP TABLE "deliveries";
-- reverse: create index "clusterevent_tenant_id_cluster_id_id" to table: "cluster_events"
DROP INDEX "clusterevent_tenant_id_cluster_id_id";
-- reverse: create "cluster_events" table
DROP TABLE "cluster_events";
-- reverse: create index "alertchange_tenant_id_transaction_id" to table: "alert_changes"
DROP INDEX "alertchange_tenant_id_transaction_id";
-- reverse: create index "alertchange_tenant_id_alert_id_number" to table: "alert_changes"
DROP INDEX "alertchange_tenant_id_alert_id_number";
-- reverse: create "alert_changes" table
DROP TABLE "alert_changes";
-- reverse: create index "alert_tenant_id_cluster_id" to table: "alerts"
DROP INDEX "alert_tenant_id_cluster_id";
-- reverse: create index "alert_tenant_id_changed_at_id" to table: "alerts"
DROP INDEX "alert_tenant_id_changed_at_id";
-- reverse: create "alerts" table
DROP TABLE "alerts";
-- reverse: create "locations" table
DROP TABLE "locations";
-- reverse: create index "journeyversion_tenant_id_version" to table: "journey_versions"
DROP INDEX "journeyversion_tenant_id_version";
-- reverse: create "journey_versions" table
DROP TABLE "journey_versions";
-- reverse: create index "commercialrecord_tenant_id_account_id" to table: "commercial_records"
DROP INDEX "commercialrecord_tenant_id_account_id";
-- reverse: create "commercial_records" table
DROP TABLE "commercial_records";
-- reverse: create "tenants" table
DROP TABLE "tenants";
-- reverse: create "accounts" table
DROP TABLE "accounts";
-- reverse: create index "policyversion_tenant_id_version" to table: "policy_versions"
DROP INDEX "policyversion_tenant_id_version";
-- reverse: create "policy_versions" table
DROP TABLE "policy_versions";
-- reverse: create "evaluations" table
DROP TABLE "evaluations";
-- reverse: create "tenant_inputs" table
DROP TABLE "tenant_inputs";
-- reverse: create index "apikey_tenant_id_hash" to table: "api_keys"
DROP INDEX "apikey_tenant_id_hash";
-- reverse: create "api_keys" table
DROP TABLE "api_keys";
-- reverse: create index "cluster_tenant_id_changed_at_id" to table: "clusters"
DROP INDEX "cluster_tenant_id_changed_at_id";
-- reverse: create "clusters" table
DROP TABLE "clusters";
-- reverse: create index "auditentry_tenant_id_created_at_id" to table: "audit_entries"
DROP INDEX "auditentry_tenant_id_created_at_id";
-- reverse: create "audit_entries" table
DROP TABLE "audit_entries";
-- reverse: create "request_ids" table
DROP TABLE "request_ids";
-- reverse: create index "pending_interactions_to_understand" to table: "pending_interactions"
DROP INDEX "pending_interactions_to_understand";
-- reverse: create index "pending_interactions_to_group" to table: "pending_interactions"
DROP INDEX "pending_interactions_to_group";
-- reverse: create "pending_interactions" table
DROP TABLE "pending_interactions";
-- reverse: create "tenant_cursors" table
DROP TABLE "tenant_cursors";
-- reverse: create index "duedelivery_due_at" to table: "due_deliveries"
DROP INDEX "duedelivery_due_at";
-- reverse: create "due_deliveries" table
DROP TABLE "due_deliveries";
