package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
)

const question = "When was the director of the film Jaws born?"

var passages = []retriever.Document{
	{ID: "1", Title: "Jaws (film)", Text: "Jaws is a 1975 film\ndirected by Steven Spielberg."},
	{ID: "2", Title: "Steven Spielberg", Text: "Steven Spielberg (born December 18, 1946) is an American film director."},
}

func service(t *testing.T, r retriever.Retriever, most int) string {
	engine, err := qcompiler.New(qcompiler.Config{Retriever: r})
	require.NoError(t, err)
	server := httptest.NewServer(newHandler(engine, most))
	t.Cleanup(server.Close)
	return server.URL
}

func get(t *testing.T, ctx context.Context, address, accept string) *http.Response {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	require.NoError(t, err)
	request.Header.Set("Accept", accept)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	t.Cleanup(func() { response.Body.Close() })
	return response
}

func index(t *testing.T) retriever.Retriever {
	ix, err := memory.New(passages, memory.Config{})
	require.NoError(t, err)
	return ix
}

func TestStream(t *testing.T) {
	response := get(t, context.Background(), service(t, index(t), 1)+"/ask?q="+url.QueryEscape(question), "text/event-stream")
	assert.Equal(t, "text/event-stream", response.Header.Get("Content-Type"))
	var names []string
	var last executor.Event
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			names = append(names, name)
			require.True(t, lines.Scan())
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			require.True(t, ok)
			last = executor.Event{}
			require.NoError(t, json.Unmarshal([]byte(data), &last))
			assert.Equal(t, name, string(last.Kind))
		} else {
			assert.Empty(t, lines.Text())
		}
	}
	require.NoError(t, lines.Err())
	assert.Equal(t, []string{"planned", "started", "retrieved", "answered", "started", "retrieved", "answered", "composed", "finished"}, names)
	require.NotNil(t, last.Result)
	assert.Equal(t, "December 18, 1946", last.Result.Answer.Text)
}

func TestWhole(t *testing.T) {
	address := service(t, index(t), 1)
	response := get(t, context.Background(), address+"/ask?q="+url.QueryEscape(question), "application/json")
	var result executor.Result
	require.NoError(t, json.NewDecoder(response.Body).Decode(&result))
	assert.Equal(t, "December 18, 1946", result.Answer.Text)
	assert.Equal(t, http.StatusBadRequest, get(t, context.Background(), address+"/ask", "").StatusCode)
}

// A question that is too long is refused, in both forms.
func TestRefused(t *testing.T) {
	address := service(t, index(t), 1) + "/ask?q=" + strings.Repeat("who+", 20_000)
	response := get(t, context.Background(), address, "application/json")
	assert.Equal(t, http.StatusUnprocessableEntity, response.StatusCode)
	body, err := io.ReadAll(get(t, context.Background(), address, "text/event-stream").Body)
	require.NoError(t, err)
	assert.Contains(t, string(body), "event: error\ndata: {\"error\":")
}

// A client that goes away stops its run and frees its place; until then others are told that the service is busy.
func TestClientGoesAway(t *testing.T) {
	started, stopped := make(chan struct{}), make(chan struct{})
	slow := retriever.Func(func(ctx context.Context, _ string, _ ...retriever.Option) ([]retriever.Document, error) {
		close(started)
		<-ctx.Done()
		close(stopped)
		return nil, ctx.Err()
	})
	address := service(t, slow, 1) + "/ask?q=Who+directed+Jaws"
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	get(t, ctx, address, "text/event-stream")
	<-started
	busy := get(t, context.Background(), address, "text/event-stream")
	assert.Equal(t, http.StatusServiceUnavailable, busy.StatusCode)
	assert.NotEmpty(t, busy.Header.Get("Retry-After"))
	cancel()
	select {
	case <-stopped:
	case <-time.After(30 * time.Second):
		t.Fatal("the run goes on without its client")
	}
}
