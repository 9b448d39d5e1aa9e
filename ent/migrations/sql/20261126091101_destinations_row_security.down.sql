-- The server before this one knows webhooks only, and no state for what was not sent because a newer change was.
ALTER TABLE deliveries NO FORCE ROW LEVEL SECURITY;
UPDATE deliveries SET state = 'dead' WHERE state = 'superseded';
ALTER TABLE deliveries FORCE ROW LEVEL SECURITY;
ALTER TABLE deliveries DROP CONSTRAINT deliveries_state;
ALTER TABLE deliveries ADD CONSTRAINT deliveries_state CHECK (state IN ('pending', 'delivered', 'dead'));
ALTER TABLE destinations NO FORCE ROW LEVEL SECURITY;
DELETE FROM destinations WHERE kind <> 'webhook';
ALTER TABLE destinations FORCE ROW LEVEL SECURITY;
ALTER TABLE destinations DROP CONSTRAINT destinations_kind;
ALTER TABLE destinations ADD CONSTRAINT destinations_kind CHECK (kind = 'webhook');

DROP POLICY tenant ON postings;
ALTER TABLE postings NO FORCE ROW LEVEL SECURITY;
ALTER TABLE postings DISABLE ROW LEVEL SECURITY;
