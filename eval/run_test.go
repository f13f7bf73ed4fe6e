package eval_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/retriever"
)

func config() eval.Config {
	return eval.Config{
		Systems:     []eval.System{eval.Decomposed, eval.Single, eval.GoldPlan, eval.GoldPassages, eval.GoldValues},
		FirstErrors: true, Clock: frozen, Source: eval.Source{Questions: "questions.jsonl", Digest: "0", Index: "lamps.idx"},
	}
}

// breaking makes a reader that panics at the question of q7.
func breaking(parts eval.Parts) eval.Parts {
	sound := parts.Answerer
	parts.Answerer = answer.Func(func(ctx context.Context, req answer.Request) (answer.Answer, error) {
		if strings.Contains(req.Question, "breaks the reader") {
			panic("as asked")
		}
		return sound.Answer(ctx, req)
	})
	return parts
}

// files are the files of a run, by name.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	out := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
		out[e.Name()] = string(data)
	}
	return out
}

func TestRunGolden(t *testing.T) {
	dir := t.TempDir()
	report, err := eval.Run(t.Context(), dir, questions(t), breaking(parts(t)), config())
	require.NoError(t, err)
	got := files(t, dir)
	assert.Equal(t, got["report.md"], report.Markdown())
	for _, name := range []string{"report.json", "report.md", "predictions.jsonl", "first-errors.jsonl", "scores.jsonl"} {
		golden(t, name, got[name])
	}
	for name, text := range got {
		assert.NotContains(t, strings.ToLower(text), "nan", name)
		if strings.HasSuffix(name, ".jsonl") && name != "scores.jsonl" {
			assert.Equal(t, len(questions(t)), strings.Count(text, "\n"), name)
		}
	}
	finite(t, report)
}

// finite checks that every number of a report is one.
func finite(t *testing.T, report *eval.Report) {
	t.Helper()
	data, err := report.JSON() // fails on NaN and infinity
	require.NoError(t, err)
	var back eval.Report
	require.NoError(t, json.Unmarshal(data, &back))
	for _, s := range report.Systems {
		if f := s.Overall.EM; f != nil {
			assert.True(t, f.Low <= f.Value && f.Value <= f.High && !math.IsNaN(f.Value), "%v", *f)
		}
	}
}

// TestRunAnyWayIsTheSame checks that how many questions are answered at a time, and how often a run is stopped, changes no file.
func TestRunAnyWayIsTheSame(t *testing.T) {
	qs := questions(t)
	c := config()
	c.Parallel = 1
	dir := t.TempDir()
	_, err := eval.Run(t.Context(), dir, qs, breaking(parts(t)), c)
	require.NoError(t, err)
	want := files(t, dir)

	t.Run("parallel", func(t *testing.T) {
		c := config()
		c.Parallel = 8
		dir := t.TempDir()
		_, err := eval.Run(t.Context(), dir, qs, breaking(parts(t)), c)
		require.NoError(t, err)
		assert.Equal(t, want, files(t, dir))
	})
	t.Run("stopped after each question", func(t *testing.T) {
		dir := t.TempDir()
		for stops := 0; ; stops++ {
			require.Less(t, stops, 2*len(qs), "the run goes on where it was")
			ctx, cancel := context.WithCancel(t.Context())
			c := config()
			c.Progress = func(done, total int) {
				assert.Equal(t, len(qs), total)
				cancel()
			}
			_, err := eval.Run(ctx, dir, qs, breaking(parts(t)), c)
			cancel()
			if err == nil {
				break
			}
			require.ErrorIs(t, err, context.Canceled)
			assert.NotContains(t, files(t, dir), "report.json")
		}
		assert.Equal(t, want, files(t, dir))
	})
	t.Run("killed while a line was written", func(t *testing.T) {
		for _, name := range []string{"predictions.jsonl", "predictions-single.jsonl", "first-errors.jsonl"} {
			dir := t.TempDir()
			for name, text := range want {
				require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
			}
			require.NoError(t, os.Truncate(filepath.Join(dir, name), int64(len(want[name])/2)))
			_, err := eval.Run(t.Context(), dir, qs, breaking(parts(t)), config())
			require.NoError(t, err)
			assert.Equal(t, want, files(t, dir), name)
		}
	})
	t.Run("a line is spoilt", func(t *testing.T) {
		dir := t.TempDir()
		for name, text := range want {
			require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
		}
		lines := strings.SplitAfter(want["predictions.jsonl"], "\n")
		lines[3] = strings.Repeat("\x00", 80) + "\n"
		require.NoError(t, os.WriteFile(filepath.Join(dir, "predictions.jsonl"), []byte(strings.Join(lines, "")), 0o666))
		_, err := eval.Run(t.Context(), dir, qs, breaking(parts(t)), config())
		require.NoError(t, err)
		assert.Equal(t, want, files(t, dir))
	})
	t.Run("again", func(t *testing.T) {
		p := parts(t)
		p.Retriever = retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) {
			return nil, errors.New("a finished run asks for nothing")
		})
		_, err := eval.Run(t.Context(), dir, qs, p, config())
		require.NoError(t, err)
		assert.Equal(t, want, files(t, dir))
	})
}

func TestRunRefusesOtherSettings(t *testing.T) {
	dir := t.TempDir()
	qs := questions(t)
	_, err := eval.Run(t.Context(), dir, qs, parts(t), config())
	require.NoError(t, err)
	changes := map[string]func(*eval.Config){
		"systems":   func(c *eval.Config) { c.Systems = c.Systems[:2] },
		"passages":  func(c *eval.Config) { c.Top = 1 },
		"questions": func(c *eval.Config) { c.Source.Digest = "1" },
		"limits":    func(c *eval.Config) { c.Limits.Beam = 1 },
	}
	for name, change := range changes {
		c := config()
		change(&c)
		_, err := eval.Run(t.Context(), dir, qs, parts(t), c)
		var other *eval.SettingsError
		require.ErrorAs(t, err, &other, name)
		assert.Equal(t, dir, other.Dir)
	}
	c := config()
	c.Systems, c.Restart = []eval.System{eval.Single}, true
	_, err = eval.Run(t.Context(), dir, qs, parts(t), c)
	require.NoError(t, err)
	assert.NotContains(t, files(t, dir), "predictions-gold-plan.jsonl", "what an older run left is gone")
}

// TestRunWithFailures checks that whatever fails, the report has every question, and what failed is wrong and listed.
func TestRunWithFailures(t *testing.T) {
	qs := questions(t)
	failing := map[string]func(*eval.Parts){
		"retriever": func(p *eval.Parts) {
			p.Retriever = retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) {
				return nil, errors.New("out of order")
			})
		},
		"reader": func(p *eval.Parts) {
			p.Answerer = answer.Func(func(context.Context, answer.Request) (answer.Answer, error) { panic("out of order") })
		},
		"composer": func(p *eval.Parts) {
			p.Composer = answer.ComposeFunc(func(context.Context, answer.ComposeRequest) (answer.Answer, error) {
				return answer.Answer{}, errors.New("out of order")
			})
		},
	}
	for name, fail := range failing {
		t.Run(name, func(t *testing.T) {
			p := parts(t)
			fail(&p)
			c := config()
			c.Systems = []eval.System{eval.Decomposed, eval.Single}
			report, err := eval.Run(t.Context(), t.TempDir(), qs, p, c)
			require.NoError(t, err)
			for _, s := range report.Systems {
				assert.Equal(t, len(qs), s.Overall.EM.N)
				assert.LessOrEqual(t, s.Overall.EM.Value, 1.0/float64(len(qs)), "only the question without an answer can be right")
			}
			assert.GreaterOrEqual(t, len(report.Failed), len(qs)-1, "what failed is listed")
			finite(t, report)
		})
	}
}

func TestRunNothing(t *testing.T) {
	report, err := eval.Run(t.Context(), t.TempDir(), nil, parts(t), config())
	require.NoError(t, err)
	assert.Zero(t, report.Questions)
	finite(t, report)
	assert.NotContains(t, report.Markdown(), "NaN")
}

func TestRunNeedsItsParts(t *testing.T) {
	for want, change := range map[string]func(*eval.Parts, *eval.Config){
		"no translator":            func(p *eval.Parts, _ *eval.Config) { p.Translator = nil },
		"no retriever":             func(p *eval.Parts, _ *eval.Config) { p.Retriever = nil },
		"no answerer":              func(p *eval.Parts, _ *eval.Config) { p.Answerer = nil },
		"no composer":              func(p *eval.Parts, _ *eval.Config) { p.Composer = nil },
		"there is no system \"x\"": func(_ *eval.Parts, c *eval.Config) { c.Systems = []eval.System{"x"} },
		"there twice":              func(_ *eval.Parts, c *eval.Config) { c.Systems = []eval.System{eval.Single, eval.Single} },
		"does not go with given":   func(_ *eval.Parts, c *eval.Config) { c.GivenPassages = true },
		"below zero":               func(_ *eval.Parts, c *eval.Config) { c.Top = -1 },
	} {
		p, c := parts(t), config()
		change(&p, &c)
		_, err := eval.Run(t.Context(), t.TempDir(), nil, p, c)
		assert.ErrorContains(t, err, want)
	}
}

func TestRunGivenPassages(t *testing.T) {
	qs, err := eval.Read(strings.NewReader(`{"id":1,"question":"Who directed Red Lamp?","answers":["Ann Bell"],"supporting":["Red Lamp"],"title":"Red Lamp","passage":"Red Lamp is a film directed by Ann Bell."}
{"id":2,"question":"Who directed Blue Lamp?","answers":["Carl Dorn"],"passage":[{"id":"x","title":"T","text":"Nothing of it."},"Blue Lamp is a film directed by Carl Dorn."]}
{"id":3,"question":"Who directed Pink Lamp?","answers":["Carl Dorn"],"supporting":["Pink Lamp"],"passage":"Pink Lamp is a film of Carl Dorn."}
{"id":4,"question":"Who directed Grey Lamp?","answers":["Carl Dorn"]}
`))
	require.NoError(t, err)
	p := parts(t)
	p.Retriever, p.Translator = nil, nil
	c := eval.Config{GivenPassages: true, FirstErrors: true, Clock: frozen}
	dir := t.TempDir()
	report, err := eval.Run(t.Context(), dir, qs, p, c)
	require.NoError(t, err)
	require.Len(t, report.Systems, 1)
	assert.Equal(t, eval.Single, report.Systems[0].System)
	assert.InDelta(t, 0.5, report.Systems[0].Overall.EM.Value, 1e-9)
	assert.Nil(t, report.Systems[0].Overall.MRR, "nothing was retrieved")
	require.Len(t, report.Failed, 1)
	assert.Equal(t, "4", report.Failed[0].ID)
	assert.Contains(t, files(t, dir)["predictions.jsonl"], `{"id":4,`, "the id is as it was")
	assert.Contains(t, report.Failed[0].Error, "passage")
	assert.Equal(t, 1, report.FirstErrors.Overall.Stages[eval.Reading])
}

// TestRunIsCancelled checks that a run that hangs ends at once, with nothing left running.
func TestRunIsCancelled(t *testing.T) {
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(t.Context())
	p := parts(t)
	p.Retriever = retriever.Func(func(ctx context.Context, _ string, _ ...retriever.Option) ([]retriever.Document, error) {
		cancel()
		<-ctx.Done()
		return nil, ctx.Err()
	})
	began := time.Now()
	_, err := eval.Run(ctx, t.TempDir(), questions(t), p, config())
	require.ErrorIs(t, err, context.Canceled)
	assert.Less(t, time.Since(began), 5*time.Second)
	for runtime.NumGoroutine() > before {
		require.Less(t, time.Since(began), 5*time.Second, "a goroutine is left")
		time.Sleep(time.Millisecond)
	}
}

func TestReadErrors(t *testing.T) {
	const good = `{"id":"1","question":"Who?"}` + "\n"
	for name, c := range map[string]struct {
		text, want string
		line       int
	}{
		"not JSON":         {good + "\n{", "not a JSON object", 3},
		"a list":           {"[1]", "not a JSON object", 1},
		"a list for an id": {`{"id":[1],"question":"Who?"}`, "neither a text nor a number", 1},
		"no question":      {`{"id":"1"}`, `no field "question"`, 1},
		"empty question":   {`{"id":"1","question":" "}`, "empty", 1},
		"question number":  {`{"id":"1","question":7}`, `"question" cannot be a JSON number`, 1},
		"no id":            {`{"question":"Who?"}`, `no field "id"`, 1},
		"id twice":         {good + good, "is that of line 1", 2},
		"not UTF-8":        {"{\"id\":\"1\",\"question\":\"\xff\"}", "UTF-8", 1},
		"long question":    {`{"id":"1","question":"` + strings.Repeat("x", eval.MaxQuestion+1) + `"}`, "longer", 1},
		"long line":        {good + strings.Repeat(" ", eval.MaxLine+1), "longer", 2},
		"leaves":           {`{"id":"1","question":"Who?","leaves":"x"}`, `"leaves"`, 1},
	} {
		_, err := eval.Read(strings.NewReader(c.text))
		var row *eval.RowError
		require.ErrorAs(t, err, &row, name)
		assert.Equal(t, c.line, row.Line, name)
		assert.Contains(t, row.Reason, c.want, name)
		assert.NotEmpty(t, row.Hint, name)
	}
}

func TestReadForms(t *testing.T) {
	qs, err := eval.Read(strings.NewReader("\xef\xbb\xbf" + `{"id":7,"question":"Who?","answers":["a",3,true,null,{"b":"c","d":[4.50]}],"extra":{}}
{"id":"8","question":"When?","leaves":[{"id":"A","question":"x","answer":{"k":["v","w"]},"depends_on":null}]}`))
	require.NoError(t, err)
	assert.Equal(t, "7", qs[0].ID)
	assert.Equal(t, []string{"a", "3", "true", "c, 4.50"}, qs[0].Answers)
	assert.Equal(t, "v, w", qs[1].Leaves[0].Answer)
	assert.Equal(t, 1, qs[1].Hops())
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"id":7,"question":"Who?","answers":["a",3,{"b":"c"}],"passage":[{"text":"x"},"y"]}`))
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		qs, err := eval.Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		for _, q := range qs {
			assert.NotEmpty(t, q.ID)
			assert.NotEmpty(t, strings.TrimSpace(q.Question))
			assert.GreaterOrEqual(t, q.Hops(), 0)
		}
	})
}
