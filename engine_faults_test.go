package qcompiler_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/llmtest"
	"github.com/qcompiler/qcompiler/llm/openai"
	"github.com/qcompiler/qcompiler/translator/offline"
)

// faultWall is the time a run has against a failing server.
const faultWall = 3 * time.Second

// failures are when a server fails, by the number of the call.
var failures = map[string]func(llmtest.Fault) func(int) llmtest.Fault{
	"always": func(f llmtest.Fault) func(int) llmtest.Fault { return func(int) llmtest.Fault { return f } },
	"now and then": func(f llmtest.Fault) func(int) llmtest.Fault { // the plan comes, half of the readings do not
		return func(n int) llmtest.Fault {
			if n == 0 || n%2 == 1 {
				return llmtest.Works
			}
			return f
		}
	},
}

// However a server fails, always or now and then, a run ends in time, with what there is and a status that says so, and leaves nothing
// behind: no goroutine and no connection.
func TestRunsWithAFailingServer(t *testing.T) {
	for _, fault := range llmtest.Faults() {
		for when, faults := range failures {
			t.Run(string(fault)+" "+when, func(t *testing.T) {
				if testing.Short() && when == "always" && fault != llmtest.Hangs {
					t.Skip("short: one way of failing each is enough")
				}
				runAgainst(t, faults(fault), when == "always", func(c *openai.Client) llm.Model { return c })
			})
		}
	}
}

// The same where replies are streamed, with what can happen in the middle of a stream.
func TestRunsWithAFailingStream(t *testing.T) {
	for _, fault := range []llmtest.Fault{llmtest.Works, llmtest.Truncated, llmtest.Malformed, llmtest.Hangs, llmtest.SlowDrip, llmtest.Huge, llmtest.Reset} {
		for when, faults := range failures {
			t.Run(string(fault)+" "+when, func(t *testing.T) {
				if testing.Short() && when == "always" {
					t.Skip("short: one way of failing each is enough")
				}
				runAgainst(t, faults(fault), when == "always" && fault != llmtest.Works, func(c *openai.Client) llm.Model { return llm.Streaming(c) })
			})
		}
	}
}

// runAgainst asks a question all stages of which are done by the model of a server that fails.
func runAgainst(t *testing.T, faults func(int) llmtest.Fault, nothingWorks bool, how func(*openai.Client) llm.Model) {
	t.Helper()
	// The offline translator reads its weights when it is first asked: that is not the server's fault.
	_, err := offline.New(offline.Config{}).Translate(t.Context(), filmsQuestion)
	require.NoError(t, err)
	before := runtime.NumGoroutine()
	server := &llmtest.Server{Write: llmtest.Reader(filmsPlan, filmFacts), Fault: faults, Done: make(chan struct{})}
	stub := httptest.NewUnstartedServer(server)
	open := countConnections(stub)
	stub.Start()
	client, err := openai.New(openai.Config{BaseURL: stub.URL + "/v1", Model: "stub", Timeout: time.Second})
	require.NoError(t, err)
	e := engineOf(t, how(client), executor.Limits{Wall: faultWall})

	began := time.Now()
	result, err := e.Ask(context.Background(), filmsQuestion)
	took := time.Since(began)

	client.Close() // the idle ones; what is open after that was left behind
	eventually(t, func() bool { return open() == 0 }, "connections are left")
	close(server.Done)
	stub.Close()
	require.NoError(t, err)
	assert.Less(t, took, faultWall+time.Second)
	checkResult(t, result, nothingWorks)
	eventually(t, func() bool { return runtime.NumGoroutine() <= before }, "goroutines are left")
}

// countConnections returns how many connections a server has open.
func countConnections(s *httptest.Server) func() int {
	var mu sync.Mutex
	open := map[net.Conn]bool{}
	s.Config.ConnState = func(c net.Conn, state http.ConnState) {
		mu.Lock()
		defer mu.Unlock()
		switch state {
		case http.StateNew:
			open[c] = true
		case http.StateClosed, http.StateHijacked: // what is hijacked is closed by the fault itself
			delete(open, c)
		}
	}
	return func() int {
		mu.Lock()
		defer mu.Unlock()
		return len(open)
	}
}

func eventually(t *testing.T, holds func() bool, what string) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); !holds() && time.Now().Before(deadline); {
		time.Sleep(5 * time.Millisecond)
	}
	assert.True(t, holds(), what)
}

// checkResult checks that a result says how the run ended and why.
func checkResult(t *testing.T, r *executor.Result, nothingWorks bool) {
	t.Helper()
	for _, leaf := range r.Leaves {
		assert.NotEmpty(t, leaf.Status, leaf.ID)
		for _, run := range leaf.Runs {
			if run.Status == answer.Failed {
				assert.NotEmpty(t, run.Error)
				assert.Less(t, len(run.Error), 2000)
			}
			assert.NotEmpty(t, run.Passages, "what was retrieved is there all the same")
		}
	}
	if nothingWorks {
		assert.NotEqual(t, answer.Answered, r.Status)
		assert.NotEmpty(t, r.Warnings)
		return
	}
	if r.Status != answer.Answered {
		assert.NotEmpty(t, r.Warnings)
	}
	assert.Equal(t, filmsPlan, r.Expression)
}
