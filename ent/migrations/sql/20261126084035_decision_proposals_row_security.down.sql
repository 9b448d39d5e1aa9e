GRANT DELETE ON decision_proposals TO throughline_app;

DROP POLICY tenant ON decision_proposals;
ALTER TABLE decision_proposals NO FORCE ROW LEVEL SECURITY;
ALTER TABLE decision_proposals DISABLE ROW LEVEL SECURITY;
