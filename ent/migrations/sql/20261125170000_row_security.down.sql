GRANT UPDATE ON interactions TO throughline_app;

GRANT UPDATE, DELETE ON
  journey_versions, policy_versions, cluster_events, alert_changes, evaluations, audit_entries
TO throughline_app;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'tenants', 'api_keys', 'interactions', 'accounts', 'locations', 'commercial_records',
    'journey_versions', 'policy_versions', 'mentions', 'clusters', 'cluster_events', 'alerts',
    'alert_changes', 'evaluations', 'destinations', 'routes', 'deliveries', 'audit_entries', 'request_ids'
  ] LOOP
    EXECUTE format('DROP POLICY tenant ON %I', name);
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;
