DROP INDEX decisions_mentions;

-- The tables as they were cannot hold what is in no cluster.
ALTER TABLE cluster_events NO FORCE ROW LEVEL SECURITY;
ALTER TABLE mentions NO FORCE ROW LEVEL SECURITY;
DELETE FROM cluster_events WHERE cluster_id IS NULL;
UPDATE mentions SET status = 'held' WHERE status = 'rejected';
ALTER TABLE mentions DROP CONSTRAINT mentions_status;
ALTER TABLE mentions ADD CONSTRAINT mentions_status CHECK (status IN ('pending', 'grouped', 'held'));
ALTER TABLE cluster_events FORCE ROW LEVEL SECURITY;
ALTER TABLE mentions FORCE ROW LEVEL SECURITY;

GRANT UPDATE ON opinions TO throughline_app;
GRANT DELETE ON decisions TO throughline_app;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['decisions', 'opinions'] LOOP
    EXECUTE format('DROP POLICY tenant ON %I', name);
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;
