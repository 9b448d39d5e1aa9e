-- reverse: modify "tenant_cursors" table
ALTER TABLE "tenant_cursors" DROP CONSTRAINT "tenant_cursors_time_zone", DROP COLUMN "time_zone";
