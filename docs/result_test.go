package docs_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
)

// resultExample runs a chain of two questions. The reader is a table and the clock stands, so that the example is the same whatever
// machine and weights there are; all else is as it always is.
func resultExample(t *testing.T) (*executor.Result, []executor.Event) {
	t.Helper()
	ix, err := memory.New([]retriever.Document{
		{ID: "1", Title: "Jaws (film)", Text: "Jaws is a 1975 film directed by Steven Spielberg."},
		{ID: "2", Title: "Steven Spielberg", Text: "Steven Spielberg (born December 18, 1946) is an American film director."},
	}, memory.Config{})
	require.NoError(t, err)
	reader := answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
		v := answer.Value{Text: "Steven Spielberg", Kind: answer.Person, Confidence: 0.9}
		if strings.HasPrefix(req.Question, "When") {
			v = answer.Value{Text: "December 18, 1946", Kind: answer.Date, Confidence: 0.9}
		}
		p := req.Passages[0]
		at := strings.Index(p.Text, v.Text)
		v.Evidence = []answer.Evidence{{
			ID: p.ID, Title: p.Title, Span: retriever.Range{Start: at, End: at + len(v.Text)},
			Sentence: retriever.Range{End: len(p.Text)}, Quote: p.Text,
		}}
		return answer.Answer{Text: v.Text, Values: []answer.Value{v}, Confidence: v.Confidence}, nil
	})
	engine, err := qcompiler.New(qcompiler.Config{
		Retriever: ix, Answerer: reader, TopK: 1, Clock: func() time.Time { return time.Time{} },
	})
	require.NoError(t, err)
	program, err := engine.Compile("Who directed Jaws * When was {director} born")
	require.NoError(t, err)
	var events []executor.Event
	for e, err := range engine.StreamProgram(context.Background(), program, executor.WithQuestion("When was the director of Jaws born?")) {
		require.NoError(t, err)
		events = append(events, e)
	}
	return events[len(events)-1].Result, events
}

// small are objects and arrays that hold no others and go on one line.
var (
	small  = regexp.MustCompile(`[{\[][^{}\[\]"]*("(start|end|calls|prompt_tokens|completion_tokens|director|A)"[^{}\[\]"]*)*[}\]]`)
	spaces = regexp.MustCompile(`\s+`)
)

func TestResultPage(t *testing.T) {
	const path = "result.md"
	result, events := resultExample(t)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	blocks := 0
	want := rewriteBlocks(string(text), func(kind, body string) string {
		switch kind {
		case "json result":
			blocks++
			out, err := json.MarshalIndent(result, "", "  ")
			require.NoError(t, err)
			return small.ReplaceAllStringFunc(string(out), func(object string) string { return spaces.ReplaceAllString(object, " ") })
		case "json events":
			blocks++
			var out strings.Builder
			for _, e := range events {
				e.Passages, e.Plan, e.Result, e.Usage = nil, nil, nil, nil
				e.Values = slices.Clone(e.Values)
				for i := range e.Values {
					e.Values[i].Evidence = nil
				}
				line, err := json.Marshal(e)
				require.NoError(t, err)
				out.WriteString(string(line) + "\n")
			}
			return out.String()
		}
		return body
	})
	assert.Equal(t, 2, blocks)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o644))
		return
	}
	assert.Equal(t, want, string(text), "docs/result.md is stale: run go test ./docs -update")
}

// Every field of the JSON forms is on the page, and what is written can be read.
func TestResultPageHasEveryField(t *testing.T) {
	page, err := os.ReadFile("result.md")
	require.NoError(t, err)
	seen := map[reflect.Type]bool{}
	var fields func(typ reflect.Type)
	fields = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || seen[typ] || strings.HasSuffix(typ.PkgPath(), "/source") {
			return // diagnostics and spans have a page of their own
		}
		seen[typ] = true
		for f := range typ.Fields() {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "" && !f.Anonymous {
				name = f.Name
			}
			if name != "" {
				assert.Contains(t, string(page), "`"+name+"`", "%s of %s", name, typ)
			}
			fields(f.Type)
		}
	}
	fields(reflect.TypeFor[executor.Event]())
	assert.Greater(t, len(seen), 8)

	result, _ := resultExample(t)
	first, err := json.Marshal(result)
	require.NoError(t, err)
	var again executor.Result
	require.NoError(t, json.Unmarshal(first, &again))
	second, err := json.Marshal(again)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(first, second))
}
