DROP INDEX ownerships_due;

GRANT UPDATE, DELETE ON ownership_events, routing_versions, playbook_versions TO throughline_app;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ownerships', 'ownership_events', 'held_deliveries', 'routing_versions', 'playbook_versions'] LOOP
    EXECUTE format('DROP POLICY tenant ON %I', name);
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;
