// Package store keeps everything in Postgres. It is the only importer of ent and the only
// place with SQL: domain values go in, domain values come out.
//
// Start with Open, and with InTx, the unit of work: one connection, one transaction and one
// tenant, which ent, hand-written SQL and River's inserts share. Row-level security compares
// every row with that tenant. The operations are one file per noun, most of them methods of
// Store that run a unit of work of their own; methods of Work are parts of a larger one.
//
// Errors are of a closed set of kinds, see ErrNotFound; anything else is a fault of ours.
package store
