-- reverse: modify "tenant_cursors" table
ALTER TABLE "tenant_cursors" DROP COLUMN "time_zone", DROP CONSTRAINT "tenant_cursors_time_zone";
