package eval_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/qcompiler/qcompiler/eval"
)

// pageOf runs an evaluation and returns its page.
func pageOf(t *testing.T, qs []eval.Question, c eval.Config) string {
	t.Helper()
	dir := t.TempDir()
	_, err := eval.Run(t.Context(), dir, qs, breaking(parts(t)), c)
	require.NoError(t, err)
	data, err := os.ReadFile(filepath.Join(dir, "report.html"))
	require.NoError(t, err)
	return string(data)
}

// elements counts the elements of a page by name and class.
func elements(t *testing.T, page string) map[string]int {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	require.NoError(t, err)
	counts := map[string]int{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		counts[n.Data]++
		for _, a := range n.Attr {
			if a.Key == "class" {
				for class := range strings.FieldsSeq(a.Val) {
					counts[n.Data+"."+class]++
				}
			}
		}
	}
	return counts
}

func TestPage(t *testing.T) {
	page := pageOf(t, questions(t), config())
	got := elements(t, page)
	assert.Equal(t, 9, got["details.q"], "a row for each question")
	assert.Equal(t, 3, got["details.right"])
	assert.Equal(t, 6, got["details.wrong"])
	assert.Equal(t, 6, got["figure"], "by type, by hops, recall, time, calibration, coverage")
	assert.Equal(t, got["figure"], got["svg"])
	assert.Equal(t, 1, got["script"])
	assert.Greater(t, got["div.leaf"], 9, "the leaves of the plans")
	assert.Greater(t, got["li.gold"], 5, "supporting passages are marked")
	assert.NotContains(t, page, "NaN")
	assert.NotContains(t, page, "ZgotmplZ", "nothing that the template had to refuse")
	for _, outside := range []string{`src="http`, `href=`, `@import`, `url(`} {
		assert.NotContains(t, page, outside, "it needs no network")
	}
}

// TestPageIsData checks that whatever a question set holds stays text.
func TestPageIsData(t *testing.T) {
	const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"'&{{.}}|` + "\u202e"
	q := eval.Question{
		ID: hostile, Question: hostile, Answers: []string{hostile}, Type: hostile, Supporting: []string{hostile},
		Leaves: []eval.GoldLeaf{{ID: hostile, Question: "What is it?", Answer: hostile}},
	}
	c := config()
	c.Source.Questions = hostile
	page := pageOf(t, []eval.Question{q}, c)
	got := elements(t, page)
	assert.Equal(t, 1, got["script"])
	assert.Zero(t, got["img"])
	assert.NotContains(t, page, "<img")
	assert.NotRegexp(t, regexp.MustCompile(`onerror=[^&]*alert\(2\)>`), page)
}

func TestPageOfNothing(t *testing.T) {
	got := elements(t, pageOf(t, nil, config()))
	assert.Zero(t, got["details.q"])
	assert.Zero(t, got["svg"])
}

// TestPageIsBounded checks that a large set gives a page that a browser can show.
func TestPageIsBounded(t *testing.T) {
	var qs []eval.Question
	for i := range 1200 {
		qs = append(qs, eval.Question{ID: strings.Repeat("x", i+1), Question: "Who directed Red Lamp?", Answers: []string{"Ann Bell"}})
	}
	page := pageOf(t, qs, eval.Config{})
	assert.Equal(t, 1000, elements(t, page)["details.q"])
	assert.Contains(t, page, "1000 of 1200")
}
