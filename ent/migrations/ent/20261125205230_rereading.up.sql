-- modify "clusters" table
ALTER TABLE "clusters" ADD COLUMN "retired_at" timestamptz NULL;
-- create "due_rereadings" table
CREATE TABLE "due_rereadings" ("tenant_id" character varying NOT NULL, "due_at" timestamptz NOT NULL DEFAULT now(), PRIMARY KEY ("tenant_id"));
-- create index "duerereading_due_at" to table: "due_rereadings"
CREATE INDEX "duerereading_due_at" ON "due_rereadings" ("due_at");
-- create "rereadings" table
CREATE TABLE "rereadings" ("id" uuid NOT NULL, "tenant_id" character varying NOT NULL, "created_at" timestamptz NOT NULL DEFAULT now(), "model" character varying NOT NULL, "state" character varying NOT NULL, "cursor" uuid NOT NULL, "total" bigint NOT NULL, "interactions" bigint NOT NULL DEFAULT 0, "mentions" bigint NOT NULL DEFAULT 0, "diff" jsonb NULL, "ready_at" timestamptz NULL, "ended_at" timestamptz NULL, PRIMARY KEY ("tenant_id", "id"), CONSTRAINT "rereadings_ended" CHECK ((ended_at IS NULL) = ((state)::text = ANY ((ARRAY['reading'::character varying, 'ready'::character varying])::text[]))), CONSTRAINT "rereadings_state" CHECK ((state)::text = ANY ((ARRAY['reading'::character varying, 'ready'::character varying, 'applied'::character varying, 'discarded'::character varying])::text[])));
-- create index "rereading_tenant_id_created_at" to table: "rereadings"
CREATE INDEX "rereading_tenant_id_created_at" ON "rereadings" ("tenant_id", "created_at");
-- create index "rereadings_open" to table: "rereadings"
CREATE UNIQUE INDEX "rereadings_open" ON "rereadings" ("tenant_id") WHERE (ended_at IS NULL);
-- create "reread_interactions" table
CREATE TABLE "reread_interactions" ("interaction_id" uuid NOT NULL, "tenant_id" character varying NOT NULL, "mentions" jsonb NOT NULL, "rereading_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "interaction_id"), CONSTRAINT "reread_interactions_rereadings_rereading" FOREIGN KEY ("tenant_id", "rereading_id") REFERENCES "rereadings" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION);
