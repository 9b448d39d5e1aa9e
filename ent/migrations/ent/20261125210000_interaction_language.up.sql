-- modify "interactions" table
ALTER TABLE "interactions" ADD COLUMN "language" character varying NOT NULL DEFAULT '';
