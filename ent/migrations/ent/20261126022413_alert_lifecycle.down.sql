-- reverse: modify "clusters" table
ALTER TABLE "clusters" DROP COLUMN "standing";
-- reverse: modify "alerts" table
ALTER TABLE "alerts" DROP COLUMN "handling", DROP COLUMN "level";
-- reverse: modify "alert_changes" table
ALTER TABLE "alert_changes" DROP COLUMN "comment", DROP COLUMN "actor", DROP COLUMN "action", DROP COLUMN "handling", DROP COLUMN "level";
