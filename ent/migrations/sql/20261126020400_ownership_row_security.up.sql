-- Who answers for a tenant's alerts, and how it is told, is the tenant's own.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ownerships', 'ownership_events', 'held_deliveries', 'routing_versions', 'playbook_versions'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (tenant_id = (SELECT current_setting(''app.tenant_id'', true)))', name);
  END LOOP;
END
$$;

-- What a team said of an alert stays on record, and so does what was set.
REVOKE UPDATE, DELETE ON ownership_events, routing_versions, playbook_versions FROM throughline_app;

-- Whom the clock has run out for.
CREATE INDEX ownerships_due ON ownerships (tenant_id, due_at) WHERE due_at IS NOT NULL;
