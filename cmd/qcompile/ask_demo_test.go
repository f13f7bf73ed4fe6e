package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/demo"
)

// TestDemoQuestions asks the command every question of the demo corpus, as it is and with the plan a person would make. How many come out
// right must not fall below what has been reached; those that do not are logged. Raise the figures when they rise.
func TestDemoQuestions(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for _, c := range []struct {
		name  string
		least int
		args  func(q demo.Question) []string
	}{
		{"translated", 27, func(q demo.Question) []string { return []string{"ask", "-q", "--format", "json", q.Question} }},
		{"plan by hand", 27, func(q demo.Question) []string {
			return []string{"ask", "-q", "--format", "json", q.Question, "--expr", q.Expression}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			right := 0
			for _, q := range demo.Questions() {
				w := newWorld()
				w.terminal = terminal{}
				status := w.run(c.args(q)...)
				require.Contains(t, []int{statusOK, statusPartial, statusNothing}, status, "%s\n%s", q.Question, w.stderr.String())
				require.Empty(t, w.stderr.String(), q.Question)
				var got struct {
					Expression string
					Answer     struct{ Text, Reason string }
					Citations  []struct{ Title, Quote string }
				}
				require.NoError(t, json.Unmarshal(w.stdout.Bytes(), &got))
				if !q.Right(got.Answer.Text) {
					t.Logf("%s (%s): %s\n  got  %q (%s)\n  want %q\n  plan %s", q.ID, q.Shape, q.Question, got.Answer.Text, got.Answer.Reason, q.Answers[0], got.Expression)
					continue
				}
				right++
				assert.NotEmpty(t, got.Citations, "%s: an answer rests on something", q.Question)
			}
			t.Logf("%d of %d right", right, len(demo.Questions()))
			assert.GreaterOrEqual(t, right, c.least)
		})
	}
}
