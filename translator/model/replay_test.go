package model_test

import (
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm/openai"
	"github.com/qcompiler/qcompiler/llm/replay"
	"github.com/qcompiler/qcompiler/translator/model"
)

var record = flag.Bool("record", false, "record testdata/gemma3-270m.jsonl anew with the server at QCOMPILER_MODEL_URL")

// TestRealTraffic translates with what a small model of 270 million parameters really wrote, without a grammar to hold it: whatever that
// is, what comes out compiles, and where it does not the offline translator takes over.
func TestRealTraffic(t *testing.T) {
	cassette := filepath.Join("testdata", "gemma3-270m.jsonl")
	base := "http://localhost/v1"
	var transport http.RoundTripper
	if *record {
		base = os.Getenv("QCOMPILER_MODEL_URL")
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		out, err := os.Create(cassette)
		require.NoError(t, err)
		defer out.Close()
		transport = replay.NewRecorder(out, nil)
	} else {
		player, err := replay.Open(cassette)
		require.NoError(t, err)
		transport = player
	}
	client, err := openai.New(openai.Config{BaseURL: base, Model: "gemma3-270m", Transport: transport, Timeout: 5 * time.Minute})
	require.NoError(t, err)
	defer client.Close()
	m, err := model.New(model.Config{Model: client, Prompt: model.ShortPrompt(), Unconstrained: true, Rounds: 1, MaxTokens: 96, Fallback: offline})
	require.NoError(t, err)
	by := map[string]int{}
	for _, question := range []string{
		jaws,
		"Who was born first, the author of Dracula or the author of Frankenstein?",
		"What is the capital of the country where the inventor of the telephone was born?",
		"Is the Nile longer than the Amazon?",
	} {
		got, err := m.Translate(t.Context(), question)
		require.NoError(t, err, question)
		assert.True(t, compiles(got.Query.String()), "%s: %s", question, got.Query)
		assert.NotEmpty(t, got.Explanation)
		by[got.By]++
		t.Logf("%s: %s (%s)", question, got.Query, got.By)
	}
	assert.Positive(t, by["model"], "some of it can be used")
}
