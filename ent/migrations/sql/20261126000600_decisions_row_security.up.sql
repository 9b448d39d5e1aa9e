-- What people decide about a tenant's mentions is the tenant's own.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['decisions', 'opinions'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (tenant_id = (SELECT current_setting(''app.tenant_id'', true)))', name);
  END LOOP;
END
$$;

-- That something was decided stays on record, and an opinion is what it was.
REVOKE DELETE ON decisions FROM throughline_app;
REVOKE UPDATE ON opinions FROM throughline_app;

-- A mention that is no break is in no cluster, and nobody need look at it again.
ALTER TABLE mentions DROP CONSTRAINT mentions_status;
ALTER TABLE mentions ADD CONSTRAINT mentions_status CHECK (status IN ('pending', 'grouped', 'held', 'rejected'));

-- Clusters are ordered by their birth from now on: that of the first mention that they have. What
-- was grouped so far is settled: no day's end puts it elsewhere.
ALTER TABLE clusters NO FORCE ROW LEVEL SECURITY;
ALTER TABLE mentions NO FORCE ROW LEVEL SECURITY;
UPDATE clusters c SET born_sequence = m.first FROM (
  SELECT tenant_id, cluster_id, min(arrival) AS first FROM mentions WHERE cluster_id IS NOT NULL GROUP BY 1, 2
) m WHERE m.tenant_id = c.tenant_id AND m.cluster_id = c.id;
ALTER TABLE clusters FORCE ROW LEVEL SECURITY;
ALTER TABLE mentions FORCE ROW LEVEL SECURITY;
UPDATE tenant_cursors SET settled = sequence;

-- Which decisions name a mention.
CREATE INDEX decisions_mentions ON decisions USING gin (mentions);
