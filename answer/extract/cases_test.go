package extract_test

import (
	"context"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/extract"
	"github.com/qcompiler/qcompiler/retriever"
)

// readCase is a line of a file in testdata: a question, what is to be answered ("A; B" for several values, "-" for nothing), and passages as
// "title: text".
type readCase struct {
	question string
	want     []string
	passages []retriever.Document
}

func readCases(t *testing.T, file string) []readCase {
	t.Helper()
	b, err := os.ReadFile("testdata/" + file)
	require.NoError(t, err)
	var list []readCase
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSpace(line), " | ")
		if len(f) < 3 {
			continue
		}
		c := readCase{question: f[0], want: strings.Split(f[1], "; ")}
		for i, p := range f[2:] {
			title, body, ok := strings.Cut(p, ": ")
			require.True(t, ok, line)
			c.passages = append(c.passages, retriever.Document{ID: strconv.Itoa(i), Title: title, Text: body})
		}
		list = append(list, c)
	}
	require.GreaterOrEqual(t, len(list), 30, file)
	return list
}

func texts(a answer.Answer) []string {
	list := []string{}
	for _, v := range a.Values {
		list = append(list, v.Text)
	}
	return list
}

// share reads all cases of a file and returns the share that comes out as wanted; the others are logged.
func share(t *testing.T, file string) float64 {
	r := always(t)
	list := readCases(t, file)
	right := 0
	for _, c := range list {
		a, err := r.Read(context.Background(), c.question, c.passages)
		require.NoError(t, err)
		if assert.ObjectsAreEqual(c.want, texts(a)) {
			right++
		} else {
			t.Logf("%s: want %q, got %q (%.2f)", c.question, c.want, texts(a), a.Confidence)
		}
	}
	t.Logf("%s: %d of %d", file, right, len(list))
	return float64(right) / float64(len(list))
}

func TestCasesOfSeveralValues(t *testing.T) { assert.GreaterOrEqual(t, share(t, "several.txt"), 0.9) }

func TestCasesOfTitles(t *testing.T) { assert.GreaterOrEqual(t, share(t, "titles.txt"), 0.9) }

func TestCasesOfKinds(t *testing.T) { assert.GreaterOrEqual(t, share(t, "kinds.txt"), 0.9) }

// TestCasesOfInventedThings asks for what no passage is about: nothing may be answered with any trust.
func TestCasesOfInventedThings(t *testing.T) {
	r := reader(t, extract.Config{})
	for _, c := range readCases(t, "invented.txt") {
		a, err := r.Read(context.Background(), c.question, c.passages)
		require.NoError(t, err)
		if c.want[0] == "-" {
			assert.Less(t, a.Confidence, 0.3, "%s: %s", c.question, a.Text)
		} else {
			assert.Equal(t, c.want, texts(a), c.question)
		}
	}
}

// TestInventedThingsAreRefused asks the same with what a search would give: passages about other things, none of which has the name.
func TestInventedThingsAreRefused(t *testing.T) {
	r := reader(t, extract.Config{})
	list := readCases(t, "invented.txt")
	asked, refused := 0, 0
	for i, c := range list {
		if c.want[0] != "-" {
			continue
		}
		passages := append([]retriever.Document(nil), c.passages...)
		for k := 1; len(passages) < 5; k++ {
			passages = append(passages, list[(i+k)%len(list)].passages...)
		}
		a, err := r.Read(context.Background(), c.question, passages)
		require.NoError(t, err)
		asked++
		if len(a.Values) == 0 {
			refused++
		} else {
			t.Logf("%s: %s (%.2f)", c.question, a.Text, a.Confidence)
		}
	}
	assert.GreaterOrEqual(t, float64(refused)/float64(asked), 0.9, "%d of %d", refused, asked)
}

func TestSeveralValuesShareTheirEvidence(t *testing.T) {
	r := always(t)
	for _, c := range readCases(t, "several.txt") {
		a, err := r.Read(context.Background(), c.question, c.passages)
		require.NoError(t, err)
		for _, v := range a.Values {
			require.NotEmpty(t, v.Evidence)
			e := v.Evidence[0]
			assert.Equal(t, a.Values[0].Evidence[0].Quote, e.Quote)
			assert.Equal(t, a.Confidence, v.Confidence)
			doc := c.passages[0]
			for _, d := range c.passages {
				if d.ID == e.ID {
					doc = d
				}
			}
			if len(a.Values) > 1 {
				assert.Equal(t, v.Text, doc.Text[e.Span.Start:e.Span.End])
			}
		}
	}
}
