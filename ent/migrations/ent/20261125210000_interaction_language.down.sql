-- reverse: modify "interactions" table
ALTER TABLE "interactions" DROP COLUMN "language";
