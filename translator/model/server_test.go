package model_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/grammar"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/openai"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/translator/model"
)

// TestRealServer translates questions with the model of a real server, held to the grammar and not. `make model-test` installs a small
// model, starts a server and runs it.
func TestRealServer(t *testing.T) {
	base := os.Getenv("QCOMPILER_MODEL_URL")
	if base == "" {
		t.Skip("QCOMPILER_MODEL_URL is not set; `make model-test` starts a model server and runs this test")
	}
	name := os.Getenv("QCOMPILER_MODEL")
	if name == "" {
		name = "default"
	}
	client, err := openai.New(openai.Config{BaseURL: base, Model: name, Timeout: 5 * time.Minute, Dialect: openai.Dialect(os.Getenv("QCOMPILER_MODEL_DIALECT"))})
	require.NoError(t, err)
	defer client.Close()
	asked := questions(t, 100)
	if most, err := strconv.Atoi(os.Getenv("QCOMPILER_MODEL_QUESTIONS")); err == nil {
		asked = asked[:min(max(most, 1), len(asked))]
	}

	for _, constrained := range []bool{true, false} {
		valid, mended, cut, usage := 0, 0, 0, llm.Usage{}
		start := time.Now()
		for i, q := range asked {
			if i > 0 && i%20 == 0 {
				t.Logf("constrained %v: %d of the first %d valid as written", constrained, valid, i)
			}
			asks := model.DefaultPrompt()
			if constrained {
				asks = model.ShortPrompt() // as the translator does
			}
			messages, err := asks.Messages(model.PromptData(q))
			require.NoError(t, err)
			opts := []llm.Option{llm.WithTemperature(0), llm.WithMaxTokens(512), llm.WithSeed(1), llm.WithStop("\nQuestion:")}
			if constrained {
				opts = append(opts, llm.WithGrammar(grammar.GBNF(model.Bounds(q))))
			}
			resp, err := client.Generate(t.Context(), messages, opts...)
			require.NoError(t, err)
			usage = usage.Add(resp.Usage)
			if resp.Finish == llm.Length {
				cut++
				t.Logf("cut off: %.300q", resp.Text)
				if constrained { // the translator asks again, held to less
					resp, err := client.Generate(t.Context(), messages, append(opts, llm.WithGrammar(grammar.GBNF(model.TightBounds(q))))...)
					require.NoError(t, err)
					usage = usage.Add(resp.Usage)
					if resp.Finish != llm.Length && compiles(resp.Text) {
						mended++
					} else {
						t.Logf("not valid again: %.300q", resp.Text)
					}
				}
				continue
			}
			if compiles(resp.Text) {
				valid++
			} else if constrained {
				t.Logf("not valid: %q", resp.Text)
			}
			// As the translator reads it: what is valid only as written counts too.
			if repaired := parser.Repair(resp.Text, parser.Options{}); compiles(resp.Text) || !repaired.Diagnostics.HasErrors() && compiles(repaired.Expression) {
				mended++
			} else if !constrained {
				t.Logf("not valid: %.300q", resp.Text)
			}
		}
		t.Logf("constrained %v: %d of %d valid as written, %d once mended, %d cut off; %d prompt and %d reply tokens a question; %v a question",
			constrained, valid, len(asked), mended, cut, usage.PromptTokens/len(asked), usage.CompletionTokens/len(asked),
			(time.Since(start) / time.Duration(len(asked))).Round(time.Millisecond))
		if constrained {
			assert.Equal(t, len(asked), mended, "held to the grammar, each expression is valid, after another try at most")
			assert.Equal(t, len(asked), valid+cut, "what is not cut off is valid as written")
		}
	}
}

func compiles(text string) bool {
	query, diags := parser.Parse(text, parser.Options{})
	if diags.HasErrors() {
		return false
	}
	_, found := check.Check(query, check.Options{Parsed: diags})
	return !found.HasErrors()
}

// questions returns n questions of the development data, or of our own where it is absent.
func questions(t *testing.T, n int) []string {
	t.Helper()
	var files []string
	for _, set := range []string{"2wiki", "hotpotqa", "musique", "nq"} {
		if name := filepath.Join("..", "..", "..", "shared", "data", set, "questions.jsonl"); exists(name) {
			files = append(files, name)
		}
	}
	if len(files) == 0 {
		files = []string{filepath.Join("..", "testdata", "own.jsonl")}
	}
	var out []string
	for _, name := range files {
		f, err := os.Open(name)
		require.NoError(t, err)
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 16<<20)
		for i := 0; i < n/len(files) && lines.Scan(); i++ {
			var row struct{ Question string }
			require.NoError(t, json.Unmarshal(lines.Bytes(), &row))
			out = append(out, row.Question)
		}
		require.NoError(t, lines.Err())
		require.NoError(t, f.Close())
	}
	return out
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
