# What CI runs is .ci/run; these are names for the rest.

.PHONY: build test race lint bench model-test release-check

build:
	go build -o qcompile ./cmd/qcompile

test:
	go test ./...

race:
	go test -race ./...

lint:
	go vet ./...
	go tool -modfile=tools/go.mod staticcheck ./...
	test -z "$$(go tool -modfile=tools/go.mod gofumpt -l .)"

# How long a run takes beside its critical path, with a model of fixed latency.
bench:
	go test -run '^$$' -bench CriticalPath -benchtime 40x .

# Installs a small model and llama.cpp's server, and runs the tests that need a real model; see scripts/model-test.sh.
model-test:
	scripts/model-test.sh

# Builds all targets of a release and checks them, without a network; see scripts/release-check.sh.
release-check:
	scripts/release-check.sh
