-- modify "tenant_cursors" table
ALTER TABLE "tenant_cursors" ADD CONSTRAINT "tenant_cursors_time_zone" CHECK ((time_zone)::text ~ '^[A-Za-z0-9_+/-]{1,64}$'::text), ADD COLUMN "time_zone" character varying NOT NULL DEFAULT 'UTC';
