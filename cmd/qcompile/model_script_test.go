package main

import (
	"net/http/httptest"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/qcompiler/qcompiler/llm/llmtest"
)

// modelFacts is what the model of the scripts can read out of the demo corpus.
var modelFacts = map[string]string{"director Jaws": "Steven Spielberg", "directed Jaws": "Steven Spielberg", "Spielberg born": "December 18, 1946"}

// startModel is the command "model PLAN [FAULT]" of the scripts: it starts a model server that translates every question into the plan, and
// fails as the fault says. $MODEL_URL is its address.
func startModel(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: model PLAN [FAULT]")
	}
	server := &llmtest.Server{Write: llmtest.Reader(args[0], modelFacts), Done: make(chan struct{})}
	if len(args) == 2 {
		server.Fault = func(int) llmtest.Fault { return llmtest.Fault(args[1]) }
	}
	stub := httptest.NewServer(server)
	ts.Defer(func() {
		close(server.Done)
		stub.Close()
	})
	ts.Setenv("MODEL_URL", stub.URL+"/v1")
}
