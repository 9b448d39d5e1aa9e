// Package schema describes every table of Throughline to ent: its columns, keys, indexes and
// checks. ent generates the client from it, and ent/migrations/diff the SQL.
//
// Three rules hold for every table and are proved by server/store's catalogue test:
// the first column of every primary key, unique constraint and foreign key is tenant_id;
// row-level security is forced; the exceptions to it hold ids, counters and times only and
// say so with the Unprotected annotation. ent knows one id per entity; the diff makes the
// primary key (tenant_id, id) of it.
//
// Interactions, mentions and the other bulk tables are described here so that one diff owns
// their DDL, but package store reads and writes them with SQL of its own.
package schema
