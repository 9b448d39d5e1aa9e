-- modify "clusters" table
ALTER TABLE "clusters" ADD COLUMN "title" character varying NOT NULL DEFAULT '', ADD COLUMN "revision" bigint NOT NULL DEFAULT 0;
-- modify "mentions" table
ALTER TABLE "mentions" ADD COLUMN "revision" bigint NOT NULL DEFAULT 0;
-- create index "mentions_held" to table: "mentions"
CREATE INDEX "mentions_held" ON "mentions" ("tenant_id", "confidence", "id") WHERE ((status)::text = 'held'::text);
-- modify "tenant_cursors" table
ALTER TABLE "tenant_cursors" ADD COLUMN "decided" bigint NOT NULL DEFAULT 0;
-- modify "tenants" table
ALTER TABLE "tenants" ADD COLUMN "second_review" boolean NOT NULL DEFAULT false;
-- create "decisions" table
CREATE TABLE "decisions" ("id" uuid NOT NULL, "tenant_id" character varying NOT NULL, "created_at" timestamptz NOT NULL DEFAULT now(), "number" bigint NOT NULL, "kind" character varying NOT NULL, "mentions" jsonb NOT NULL, "cluster_id" uuid NULL, "clusters" jsonb NOT NULL, "title" character varying NOT NULL, "actor" character varying NOT NULL, "reason" character varying NOT NULL, "at" timestamptz NOT NULL, "placed" jsonb NOT NULL, "kept" jsonb NOT NULL, "events" jsonb NOT NULL, "undone_at" timestamptz NULL, "undone_by" character varying NOT NULL DEFAULT '', "undone_reason" character varying NOT NULL DEFAULT '', PRIMARY KEY ("tenant_id", "id"), CONSTRAINT "decisions_kind" CHECK ((kind)::text = ANY ((ARRAY['confirm'::character varying, 'move'::character varying, 'reject'::character varying, 'split'::character varying, 'merge'::character varying, 'rename'::character varying, 'hold'::character varying])::text[])), CONSTRAINT "decisions_number" CHECK (number > 0), CONSTRAINT "decisions_undone" CHECK ((undone_at IS NULL) = ((undone_by)::text = ''::text)));
-- create index "decision_tenant_id_at_id" to table: "decisions"
CREATE INDEX "decision_tenant_id_at_id" ON "decisions" ("tenant_id", "at", "id");
-- create index "decision_tenant_id_number" to table: "decisions"
CREATE UNIQUE INDEX "decision_tenant_id_number" ON "decisions" ("tenant_id", "number");
-- modify "cluster_events" table
ALTER TABLE "cluster_events" ALTER COLUMN "cluster_id" DROP NOT NULL, ADD COLUMN "sequence" bigint NOT NULL DEFAULT 0, ADD COLUMN "mentions" jsonb NOT NULL DEFAULT '[]', ADD COLUMN "reason" character varying NOT NULL DEFAULT '', ADD COLUMN "actor" character varying NOT NULL DEFAULT '', ADD COLUMN "decision_id" uuid NULL, ADD COLUMN "from_cluster_id" uuid NULL, ADD CONSTRAINT "cluster_events_clusters_from_cluster" FOREIGN KEY ("tenant_id", "from_cluster_id") REFERENCES "clusters" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
-- create index "clusterevent_tenant_id_from_cluster_id_id" to table: "cluster_events"
CREATE INDEX "clusterevent_tenant_id_from_cluster_id_id" ON "cluster_events" ("tenant_id", "from_cluster_id", "id");
-- create "opinions" table
CREATE TABLE "opinions" ("id" uuid NOT NULL, "tenant_id" character varying NOT NULL, "created_at" timestamptz NOT NULL DEFAULT now(), "mention_id" uuid NOT NULL, "kind" character varying NOT NULL, "actor" character varying NOT NULL, "reason" character varying NOT NULL, "at" timestamptz NOT NULL DEFAULT now(), "cluster_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"), CONSTRAINT "opinions_clusters_cluster" FOREIGN KEY ("tenant_id", "cluster_id") REFERENCES "clusters" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "opinions_kind" CHECK ((kind)::text = ANY ((ARRAY['confirm'::character varying, 'move'::character varying, 'reject'::character varying, 'hold'::character varying])::text[])));
-- create index "opinion_tenant_id_mention_id_actor" to table: "opinions"
CREATE UNIQUE INDEX "opinion_tenant_id_mention_id_actor" ON "opinions" ("tenant_id", "mention_id", "actor");
