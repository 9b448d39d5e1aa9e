#!/usr/bin/env bash
# Looks for known vulnerabilities in what the code calls. The Go vulnerability database is also
# a Go module, so it comes the way all other modules do, and the newest one each time.
set -euo pipefail
cd "$(dirname "$0")/.."

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
source=$(cd "$dir" && go mod download -json golang.org/x/vulndb@latest | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
version=${source##*@}
(cd "$dir" && go run "golang.org/x/vulndb/cmd/indexdb@$version" -vulns "$source/data/osv" -out "$dir/db")
# The toolchain that go.mod names is the one that releases are built with, whatever this machine has.
GOTOOLCHAIN=$(sed -n 's/^toolchain //p' go.mod)
export GOTOOLCHAIN
go tool -modfile=tools/lint/go.mod govulncheck -db "file://$dir/db" ./...
