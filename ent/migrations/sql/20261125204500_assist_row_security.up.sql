-- What a language model said of a tenant's texts, and what that cost, is the tenant's own.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['assist_answers', 'assist_days'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (tenant_id = (SELECT current_setting(''app.tenant_id'', true)))', name);
  END LOOP;
END
$$;

-- An answer is kept as it was given; it can only be forgotten.
REVOKE UPDATE ON assist_answers FROM throughline_app;
