// Package embedded runs a private Postgres for one server: it finds or downloads the binaries,
// makes the data directory, starts the process, restarts it when it dies and stops it.
//
// The binaries match the data directory's version. A new data directory gets the machine's own
// Postgres, 15 or later, or else a pinned archive from Maven Central whose checksum is
// committed in this package. Postgres refuses to run as root, so there it runs as the user
// postgres, or nobody where there is none.
//
// Below Options.DataDir lie postgres/ (Postgres's own directory), secrets.json (the generated
// passwords, for the owner's eyes only) and lock. The lock is held by the server and inherited
// by every Postgres process, so it is free when the last of them has ended.
//
// On Linux the kernel asks Postgres to shut down when the server dies, kill -9 included. No
// such thing exists elsewhere; there the next Start stops what the killed server left. Windows
// is not supported.
package embedded
