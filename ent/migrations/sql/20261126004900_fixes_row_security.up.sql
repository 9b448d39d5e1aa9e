-- What a tenant shipped is the tenant's own.
ALTER TABLE fixes ENABLE ROW LEVEL SECURITY;
ALTER TABLE fixes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON fixes USING (tenant_id = (SELECT current_setting('app.tenant_id', true)));

-- That a fix was recorded stays on record, as it was told.
REVOKE UPDATE, DELETE ON fixes FROM throughline_app;
