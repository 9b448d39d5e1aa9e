-- modify "clusters" table
ALTER TABLE "clusters" ADD COLUMN "born_sequence" bigint NOT NULL DEFAULT 0;
-- modify "tenant_cursors" table
ALTER TABLE "tenant_cursors" ADD COLUMN "settled" bigint NOT NULL DEFAULT 0;
