// Package real holds what the SDKs must do with a real server on a real Postgres: the quickstart of
// each README, and the endurance of each buffered ingester. Its tests need the languages that the
// SDKs are written in, so they have the build tag sdk; `make test-sdk` runs them.
package real
