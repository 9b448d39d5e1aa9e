-- modify "alert_changes" table
ALTER TABLE "alert_changes" ADD COLUMN "level" character varying NOT NULL DEFAULT '', ADD COLUMN "handling" jsonb NOT NULL DEFAULT '{}', ADD COLUMN "action" character varying NOT NULL DEFAULT '', ADD COLUMN "actor" character varying NOT NULL DEFAULT '', ADD COLUMN "comment" character varying NOT NULL DEFAULT '';
-- modify "alerts" table
ALTER TABLE "alerts" ADD COLUMN "level" character varying NOT NULL DEFAULT '', ADD COLUMN "handling" jsonb NOT NULL DEFAULT '{}';
-- modify "clusters" table
ALTER TABLE "clusters" ADD COLUMN "standing" jsonb NOT NULL DEFAULT '{}';
