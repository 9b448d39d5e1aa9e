-- What reviewers propose about a tenant's mentions is the tenant's own.
ALTER TABLE decision_proposals ENABLE ROW LEVEL SECURITY;
ALTER TABLE decision_proposals FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON decision_proposals USING (tenant_id = (SELECT current_setting('app.tenant_id', true)));

-- That something was proposed stays on record.
REVOKE DELETE ON decision_proposals FROM throughline_app;
