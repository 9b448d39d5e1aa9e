GRANT UPDATE ON assist_answers TO throughline_app;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['assist_answers', 'assist_days'] LOOP
    EXECUTE format('DROP POLICY tenant ON %I', name);
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;
