-- What a rereading finds is the tenant's own. due_rereadings is left out: a worker finds the
-- tenant there before it sets it, and it holds a time only.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['rereadings', 'reread_interactions'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (tenant_id = (SELECT current_setting(''app.tenant_id'', true)))', name);
  END LOOP;
END
$$;

-- That a rereading was made stays on record.
REVOKE DELETE ON rereadings FROM throughline_app;
