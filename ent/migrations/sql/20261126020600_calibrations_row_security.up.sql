-- What a tenant's reviews taught is the tenant's own.
ALTER TABLE calibration_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE calibration_versions FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON calibration_versions USING (tenant_id = (SELECT current_setting('app.tenant_id', true)));

-- Versions are never changed: what counted when stays on record.
REVOKE UPDATE, DELETE ON calibration_versions FROM throughline_app;
