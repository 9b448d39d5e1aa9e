-- What a destination shows of a tenant's alerts is the tenant's own.
ALTER TABLE postings ENABLE ROW LEVEL SECURITY;
ALTER TABLE postings FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON postings USING (tenant_id = (SELECT current_setting('app.tenant_id', true)));

ALTER TABLE destinations DROP CONSTRAINT destinations_kind;
ALTER TABLE destinations ADD CONSTRAINT destinations_kind CHECK (kind IN ('webhook', 'slack', 'teams', 'email', 'jira', 'alertmanager'));
ALTER TABLE deliveries DROP CONSTRAINT deliveries_state;
ALTER TABLE deliveries ADD CONSTRAINT deliveries_state CHECK (state IN ('pending', 'delivered', 'dead', 'superseded'));
