package main

import (
	"context"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/llmtest"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
)

// canary is a key that must be seen by the model server alone.
const canary = "sk-canary-4f9a1c7e2b8d60315a"

// Wherever the key comes from and whatever a server makes of it, it is in nothing that is written: not on a stream, not in a result, an
// event, a report or a file of the cache.
func TestTheKeyIsNeverWritten(t *testing.T) {
	const question = "When was the director of Jaws born?"
	read := llmtest.Reader("Who is the director of Jaws * When was {director} born", modelFacts)
	writes := map[string]func(string, []llm.Message) string{
		"": read,
		"in what it writes": func(schema string, messages []llm.Message) string {
			if schema == "" {
				return "Who is the director of Jaws " + canary + " * When was {director} born"
			}
			return strings.Replace(read(schema, messages), "so it was found", canary, 1)
		},
		"in bad JSON": func(string, []llm.Message) string { return `{"` + canary },
	}
	docs, err := memory.New([]retriever.Document{
		{ID: "1", Title: "Jaws (film)", Text: "Jaws is a film directed by Steven Spielberg."},
		{ID: "2", Title: "Steven Spielberg", Text: "Steven Spielberg (born December 18, 1946) is a director."},
	}, memory.Config{})
	require.NoError(t, err)
	commands := map[string][]string{
		"text":      {"ask", "--explain"},
		"json":      {"ask", "--format", "json"},
		"ndjson":    {"ask", "--format", "ndjson"},
		"translate": {"translate", "--format", "json", "--explain"},
	}
	for _, fault := range []llmtest.Fault{llmtest.Works, llmtest.EchoesKey, llmtest.Malformed} {
		for where, write := range writes {
			for name, command := range commands {
				if fault == llmtest.Malformed && (where != "" || name != "json") { // is tried again and again
					continue
				}
				t.Run(strings.TrimSpace(string(fault)+" "+where+" "+name), func(t *testing.T) {
					dir := t.TempDir()
					t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
					server := &llmtest.Server{Write: write, Fault: func(int) llmtest.Fault { return fault }, Done: make(chan struct{})}
					stub := httptest.NewServer(server)
					defer stub.Close()
					key := filepath.Join(t.TempDir(), "key")
					require.NoError(t, os.WriteFile(key, []byte(canary+"\n"), 0o600))

					for _, source := range []string{"environment", "file"} {
						w := newWorld()
						w.terminal = terminal{}
						w.corpus = func(context.Context) (retriever.Retriever, func(), error) { return docs, func() {}, nil }
						args := append(append([]string{}, command...), "--model-url", stub.URL+"/v1", "--model", "stub", "--translator", "model", "--timeout", "3s")
						if command[0] == "ask" {
							args = append(args, "--reader", "model", "--composer", "model")
						}
						if source == "file" {
							args = append(args, "--model-key-file", key, "--no-cache")
						} else {
							w.variables[modelKeyVariable] = canary
						}
						w.run(append(args, question)...)
						require.Contains(t, server.Keys(), canary, "the server gets the key")
						assert.NotContains(t, w.stdout.String(), canary)
						assert.NotContains(t, w.stderr.String(), canary)
						assert.NotContains(t, w.stdout.String()+w.stderr.String(), canary[:12], "nor a part of it")
					}
					require.NoError(t, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
						if err != nil || d.IsDir() {
							return err
						}
						data, err := os.ReadFile(name)
						assert.NotContains(t, string(data), canary, name)
						return err
					}))
				})
			}
		}
	}
}

// The key of OpenAI's programs goes to OpenAI and to nobody else.
func TestWhoGetsTheKeyOfOpenAI(t *testing.T) {
	w := newWorld()
	w.variables["OPENAI_API_KEY"] = canary
	for base, want := range map[string]string{
		"https://api.openai.com/v1": canary, "https://API.OpenAI.com/v1": canary,
		"http://api.openai.com/v1": "", "https://api.openai.com.example.org/v1": "", "https://api.openai.com:8443/v1": "",
		"https://example.org/api.openai.com": "", "http://localhost:8080/v1": "", "https://api.openai.com@example.org/v1": "",
	} {
		key := ""
		if of := w.modelKey(&modelFlags{}, base); of != nil {
			var err error
			key, err = of()
			require.NoError(t, err)
		}
		assert.Equal(t, want, key, base)
	}
}
