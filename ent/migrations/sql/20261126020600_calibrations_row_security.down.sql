GRANT UPDATE, DELETE ON calibration_versions TO throughline_app;

DROP POLICY tenant ON calibration_versions;
ALTER TABLE calibration_versions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE calibration_versions DISABLE ROW LEVEL SECURITY;
