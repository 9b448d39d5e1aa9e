#!/usr/bin/env bash
# Makes src/throughline/v1 from proto/. `make generate` runs it from the root.
set -euo pipefail
out=sdk/python/src
rm -f $out/throughline/v1/*_pb2*
tools/buf/node_modules/.bin/buf generate --template sdk/python/buf.gen.yaml
services=$(grep -l '^service ' proto/throughline/v1/*.proto)
# buf has no name for protoc's own gRPC generator. The stubs hold no descriptors, so the options
# that the messages leave out do not matter here.
# shellcheck disable=SC2086
sdk/python/.venv/bin/python -m grpc_tools.protoc -Iproto -Ithird_party/proto --grpc_python_out=$out $services
for types in "$out"/throughline/v1/*_pb2_grpc.pyi; do
	[ -e "${types%i}" ] || rm "$types" # of a file without a service
done
