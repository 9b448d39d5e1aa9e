// Package migrations holds every change to the database's schema as versioned SQL, and the
// runner that applies them: up, down, and a look at what a database has had.
//
// Two folders make one ordered list. ent/ belongs to the diff (command diff), which replays
// it to find what ent/schema has and the database has not; atlas.sum guards it. sql/ is
// written by hand: policies, grants, functions and whatever else ent does not know. A name is
// a 14-digit number, a word, and up or down: 20261125160000_access.up.sql. A number is used
// once, and a new file's number is higher than every number that was released.
//
// The runner works as the owner's role. River's own tables are brought up to date by the same
// command, and one advisory lock is held around all of it, so that any number of replicas may
// start at once. What was applied is recorded by name and checksum in schema ops, which the
// application's role can read and not write.
package migrations
