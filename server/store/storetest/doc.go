// Package storetest gives a test a real Postgres database of its own, with every migration
// applied.
//
// Each test program runs one private Postgres, and each test gets a copy of its migrated
// database in some tens of milliseconds. The Postgres directory itself is a copy of one that
// is made once for each set of migrations and kept in the user's cache. On Linux the kernel
// ends the Postgres of a test program that dies.
//
// A package that uses it ends what it started with
//
//	func TestMain(m *testing.M) { storetest.Main(m) }
package storetest
