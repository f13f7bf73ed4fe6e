package render_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/render"
)

const cast = "Who acted in Jaws * When was {actor} born + Who directed Alien * Where is {director} buried"

func milliseconds(n int) executor.Milliseconds {
	return executor.Milliseconds(time.Duration(n) * time.Millisecond)
}

func value(text string, confidence float64, title string) answer.Value {
	return answer.Value{Text: text, Confidence: confidence, Evidence: []answer.Evidence{{ID: "1", Title: title}}}
}

// castResult is a run of cast: one question with two answers, one asked for each of them, and two that have none.
func castResult(p *executor.Program) *executor.Result {
	plan := p.Plan().Leaves
	return &executor.Result{
		Status: answer.Partial, Answer: answer.Answer{Text: "10 November 1932; 9 August 1927", Confidence: 0.6}, Elapsed: milliseconds(50),
		Leaves: []executor.LeafResult{
			{PlanLeaf: plan[0], Status: answer.Answered, Runs: []executor.Run{{
				Question: "Who acted in Jaws", Status: answer.Answered, Elapsed: milliseconds(3),
				Values: []answer.Value{value("Roy Scheider", 0.9, "Jaws"), value("Robert Shaw", 0.8, "Jaws")},
			}}},
			{PlanLeaf: plan[1], Status: answer.Answered, Runs: []executor.Run{
				{
					Question: "When was Roy Scheider born", Status: answer.Answered, Elapsed: milliseconds(4),
					Values: []answer.Value{value("10 November 1932", 0.95, "Roy Scheider")},
				},
				{
					Question: "When was Robert Shaw born", Status: answer.Answered, Elapsed: milliseconds(5),
					Values: []answer.Value{value("9 August 1927", 0.7, "Robert Shaw (actor)")},
				},
			}},
			{PlanLeaf: plan[2], Status: answer.Empty, Runs: []executor.Run{{Question: "Who directed Alien", Status: answer.Empty, Elapsed: milliseconds(2)}}},
			{PlanLeaf: plan[3], Status: answer.Skipped, Reason: "C found nothing"},
		},
	}
}

func compiled(t testing.TB, expression string) *executor.Program {
	t.Helper()
	p, err := qcompiler.Compile(expression)
	require.NoError(t, err)
	return p
}

func finished(t testing.TB) *render.Graph {
	p := compiled(t, cast)
	return render.FromResult(p, castResult(p), false)
}

func TestFromResult(t *testing.T) {
	p := compiled(t, cast)
	g := render.FromResult(p, castResult(p), true)
	assert.Equal(t, `list
  → 10 November 1932; 9 August 1927 (partial, 0.60)
├─ dependent
│  ├─ A  Who acted in Jaws
│  │     → Roy Scheider; Robert Shaw (0.80, Jaws)
│  └─ B  When was {actor} born        ← {actor} = A
│        When was Roy Scheider born → 10 November 1932 (0.95, Roy Scheider)
│        When was Robert Shaw born → 9 August 1927 (0.70, Robert Shaw (actor))
└─ dependent
   ├─ C  Who directed Alien
   │     ✗ nothing found
   └─ D  Where is {director} buried   ← {director} = C
         ✗ skipped: C found nothing
`, written(t, text(render.TextOptions{}), g))

	dot := written(t, render.DOT, g)
	for line := range strings.Lines(dot) {
		unanswered := strings.HasPrefix(line, `  "C" [`) || strings.HasPrefix(line, `  "D" [`)
		if strings.Contains(line, "[class=atomic") {
			assert.Equal(t, unanswered, strings.Contains(line, "dashed"), "what has no answer is dashed, and nothing else: %s", line)
		}
	}
	assert.Contains(t, dot, "10 November 1932")
	assert.NotContains(t, dot, "ms<")
	assert.Contains(t, written(t, render.DOT, render.FromResult(p, castResult(p), false)), "0.80, Jaws, 3ms")
	assert.Contains(t, written(t, render.Mermaid, g), ":::missing")
}

func TestFromResultOfOneLeaf(t *testing.T) {
	p := compiled(t, "Who directed Jaws")
	r := &executor.Result{Answer: answer.Answer{Text: "the composed one"}, Leaves: []executor.LeafResult{{
		PlanLeaf: p.Plan().Leaves[0], Status: answer.Answered,
		Runs: []executor.Run{{Question: "Who directed Jaws", Status: answer.Answered, Values: []answer.Value{value("Steven Spielberg", 1, "")}}},
	}}}
	assert.Equal(t, "A  Who directed Jaws\n   → Steven Spielberg (1.00)\n",
		written(t, text(render.TextOptions{}), render.FromResult(p, r, true)), "the leaf's own answer, not the composed one")
}

// TestProgress drives the picture by events and looks at it after each.
func TestProgress(t *testing.T) {
	p := compiled(t, "Who acted in Jaws * When was {actor} born")
	progress := render.NewProgress(p)
	at := 0
	step := func(want string, e executor.Event) {
		t.Helper()
		at += 10
		e.At = milliseconds(at)
		progress.Add(e)
		got := written(t, text(render.TextOptions{Spinner: "*"}), progress.Graph())
		assert.Equal(t, strings.TrimPrefix(want, "\n"), got)
	}
	step(`
dependent
├─ A  Who acted in Jaws
│     · waiting
└─ B  When was {actor} born   ← {actor} = A
      · waiting
`, executor.Event{Kind: executor.EventPlanned})
	step(`
dependent
├─ A  Who acted in Jaws
│     * searching
└─ B  When was {actor} born   ← {actor} = A
      · waiting
`, executor.Event{Kind: executor.EventStarted, Leaf: "A", Question: "Who acted in Jaws"})
	step(`
dependent
├─ A  Who acted in Jaws
│     * reading
└─ B  When was {actor} born   ← {actor} = A
      · waiting
`, executor.Event{Kind: executor.EventRetrieved, Leaf: "A"})
	step(`
dependent
├─ A  Who acted in Jaws
│     → Roy Scheider; Robert Shaw (0.80, Jaws, 20ms)
└─ B  When was {actor} born   ← {actor} = A
      · waiting
`, executor.Event{
		Kind: executor.EventAnswered, Leaf: "A", Status: answer.Answered,
		Values: []answer.Value{value("Roy Scheider", 0.9, "Jaws"), value("Robert Shaw", 0.8, "Jaws")},
	})
	settled, all := progress.Settled()
	assert.Equal(t, []int{1, 2}, []int{settled, all})
	step(`
dependent
├─ A  Who acted in Jaws
│     → Roy Scheider; Robert Shaw (0.80, Jaws, 20ms)
└─ B  When was Roy Scheider born
      * searching
`, executor.Event{Kind: executor.EventStarted, Leaf: "B", Question: "When was Roy Scheider born"})
	step(`
dependent
├─ A  Who acted in Jaws
│     → Roy Scheider; Robert Shaw (0.80, Jaws, 20ms)
└─ B  When was {actor} born   ← {actor} = A
      When was Roy Scheider born * searching
      When was Robert Shaw born * searching
`, executor.Event{Kind: executor.EventStarted, Leaf: "B", Run: 1, Question: "When was Robert Shaw born"})
	step(`
dependent
├─ A  Who acted in Jaws
│     → Roy Scheider; Robert Shaw (0.80, Jaws, 20ms)
└─ B  When was {actor} born   ← {actor} = A
      When was Roy Scheider born * searching
      When was Robert Shaw born ✗ failed: no connection (10ms)
`, executor.Event{Kind: executor.EventFailed, Leaf: "B", Run: 1, Error: "no connection"})
	step(`
dependent
├─ A  Who acted in Jaws
│     → Roy Scheider; Robert Shaw (0.80, Jaws, 20ms)
└─ B  When was {actor} born   ← {actor} = A
      When was Roy Scheider born ✗ nothing found (30ms)
      When was Robert Shaw born ✗ failed: no connection (10ms)
`, executor.Event{Kind: executor.EventAnswered, Leaf: "B"})
	settled, _ = progress.Settled()
	assert.Equal(t, 2, settled)
	progress.Add(executor.Event{Kind: executor.EventAnswered, Leaf: "a leaf of another program"})
	assert.Nil(t, progress.Result())
}

// The last event holds the result, and the picture is then that of the result.
func TestProgressEndsWithTheResult(t *testing.T) {
	p := compiled(t, cast)
	progress := render.NewProgress(p)
	progress.Add(executor.Event{Kind: executor.EventFinished, Result: castResult(p)})
	write := text(render.TextOptions{})
	assert.Equal(t, written(t, write, finished(t)), written(t, write, progress.Graph()))
	assert.NotNil(t, progress.Result())
}

// What documents and questions say stays text, in every form.
func TestNotesAreData(t *testing.T) {
	p := compiled(t, "A * B {x}")
	for _, evil := range hostile {
		progress := render.NewProgress(p)
		progress.Add(executor.Event{Kind: executor.EventAnswered, Leaf: "B", Question: evil, Values: []answer.Value{value(evil, 0.5, evil)}})
		progress.Add(executor.Event{Kind: executor.EventFailed, Leaf: "B", Run: 1, Question: evil, Error: evil})
		g := progress.Graph()
		checkDOT(t, g)
		for _, line := range strings.Split(written(t, text(render.TextOptions{}), g), "\n") {
			assert.NotContains(t, line, "\x1b")
			assert.NotContains(t, line, "\r")
		}
		assert.NotContains(t, written(t, render.Mermaid, g), "<script")
	}
}

// A finished run is drawn with what it found.
func ExampleFromResult() {
	p, _ := qcompiler.Compile("Who directed Jaws")
	g := render.FromResult(p, &executor.Result{Leaves: []executor.LeafResult{{
		PlanLeaf: p.Plan().Leaves[0], Status: answer.Answered,
		Runs: []executor.Run{{Status: answer.Answered, Values: []answer.Value{{Text: "Steven Spielberg", Confidence: 0.97}}}},
	}}}, true)
	if err := render.Text(os.Stdout, g, render.TextOptions{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// A  Who directed Jaws
	//    → Steven Spielberg (0.97)
}
