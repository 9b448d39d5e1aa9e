-- reverse: modify "tenant_cursors" table
ALTER TABLE "tenant_cursors" DROP COLUMN "settled";
-- reverse: modify "clusters" table
ALTER TABLE "clusters" DROP COLUMN "born_sequence";
