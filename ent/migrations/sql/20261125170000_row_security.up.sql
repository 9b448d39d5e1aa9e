-- A row is seen and written only in a transaction whose tenant is the row's.
-- The sub-select is evaluated once a statement, not once a row.
-- Left out, because a worker finds the tenant in them before it sets it: tenant_cursors,
-- tenant_inputs, pending_interactions, due_deliveries. They hold ids, counters and times only.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'tenants', 'api_keys', 'interactions', 'accounts', 'locations', 'commercial_records',
    'journey_versions', 'policy_versions', 'mentions', 'clusters', 'cluster_events', 'alerts',
    'alert_changes', 'evaluations', 'destinations', 'routes', 'deliveries', 'audit_entries', 'request_ids'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (tenant_id = (SELECT current_setting(''app.tenant_id'', true)))', name);
  END LOOP;
END
$$;

-- What is only ever added cannot be changed or removed by the application.
REVOKE UPDATE, DELETE ON
  journey_versions, policy_versions, cluster_events, alert_changes, evaluations, audit_entries
FROM throughline_app;

-- An interaction is immutable; it can only be erased.
REVOKE UPDATE ON interactions FROM throughline_app;
