# `make help` lists the targets. `make test` and `make demo` need Go and nothing else;
# generate and verify also need Node.js and Python, which buf and the SDKs' generators are installed
# from, lint needs Node.js, and test-sdk a JDK, Maven and Chromium besides.

BUF    := tools/buf/node_modules/.bin/buf
RELEASED := tools/buf/released.binpb
LINTER := go tool -modfile=tools/lint/go.mod

# What `make generate` makes and git keeps.
GENERATED := gen ent docs/api sdk/typescript/src/gen sdk/python/src/throughline/v1 docs/cli.md

# The SDKs' own tools, installed.
SDKS := sdk/typescript/node_modules sdk/python/.venv

.PHONY: help build test test-sdk docs-sdk demo bench topics train generate verify breaking released lint vuln
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build bin/throughline
	go build -trimpath -o bin/throughline ./cmd/throughline

test: ## run every test
	go test ./...

test-sdk: $(SDKS) $(BUF) ## run every SDK through the same scenarios; quickstarts and programs that others wrote against a real server
	cd sdk/typescript && npx tsc -p tsconfig.test.json && npm run -s build && npm run -s bundle && npm run -s page && node --test build/test/unit.test.js
	cd sdk/python && .venv/bin/mypy && .venv/bin/mypy tests/conformance.py && .venv/bin/mypy tests/endure.py && .venv/bin/mypy tests/watch.py && .venv/bin/mypy tests/test_unit.py && .venv/bin/python -m unittest tests/test_unit.py
	cd sdk/java && mvn -q -B test dependency:build-classpath -Dmdep.outputFile=target/classpath
	go test -tags sdk -count 1 ./sdk/conformance/...

docs-sdk: $(SDKS) ## write the reference of each SDK from its comments: sdk/*/build/docs, and sdk/java/target/reports/apidocs
	cd sdk/typescript && npm run -s docs
	cd sdk/python && PYTHONPATH=src .venv/bin/python -m pdoc -d google -o build/docs throughline throughline.webhooks '!throughline.v1'
	cd sdk/java && mvn -q -B javadoc:javadoc

demo: build ## start a server with its own Postgres, import the demo tenants, show their alerts
	bin/throughline demo

bench: ## ingest through gRPC against a raw insert; lists as JSON against gRPC; reading against MiniLM; each a ratio in one run
	go test -run '^$$' -bench 'BenchmarkIngest|BenchmarkLists' -benchtime 1x ./server/apptest
	python3 -m venv .venv-bench
	.venv-bench/bin/pip install -q --no-deps -r tools/bench/requirements.txt
	.venv-bench/bin/python tools/bench/minilm.py

topics: ## grouping against BERTopic with MiniLM on the same texts; a ratio in one run (some minutes)
	python3 -m venv .venv-topics
	.venv-topics/bin/pip install -q --no-deps -r tools/bench/requirements-topics.txt
	.venv-topics/bin/python tools/bench/topics.py

train: ## make the shipped model again from training/data (Go, Python 3.11; some minutes)
	python3 -m venv .venv
	.venv/bin/pip install -q -r training/requirements.txt
	.venv/bin/python training/train.py

generate: $(BUF) $(SDKS) ## make gen/, docs/api/ and the SDKs' stubs from proto/, and ent's client from ent/schema
	$(BUF) generate
	$(BUF) generate --template sdk/typescript/buf.gen.yaml
	sdk/python/generate.sh
	go run ./tools/openapi gen/openapi/parts gen/openapi/throughline.openapi.json
	go generate ./ent/...
	go run ./tools/cli docs/cli.md

verify: generate ## fail when what is generated is not what is committed
	git diff --exit-code -- $(GENERATED)
	@new=$$(git ls-files --others --exclude-standard -- $(GENERATED)); \
	if [ -n "$$new" ]; then printf 'generated, but not committed:\n%s\n' "$$new"; exit 1; fi

breaking: $(BUF) ## fail when a client of the last release would no longer work
	$(BUF) breaking proto --against $(RELEASED)

released: $(BUF) ## take the proto files as they are for released: what `make breaking` compares with
	$(BUF) build proto --exclude-source-info -o $(RELEASED)

lint: $(BUF) ## check the style of proto and Go
	$(BUF) lint
	$(BUF) format proto --diff --exit-code
	$(LINTER) golangci-lint run --allow-parallel-runners

vuln: ## look for known vulnerabilities in what the code calls
	tools/vuln.sh

sdk/typescript/node_modules: sdk/typescript/package-lock.json
	npm ci --prefix sdk/typescript
	@touch $@

sdk/python/.venv: sdk/python/requirements-dev.txt sdk/python/pyproject.toml
	python3 -m venv $@
	$@/bin/pip install -q -r sdk/python/requirements-dev.txt -e sdk/python
	@touch $@

$(BUF): tools/buf/package-lock.json
	npm ci --prefix tools/buf
	@touch $@
