package extract_test

import (
	"context"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/extract"
	"github.com/qcompiler/qcompiler/retriever"
)

func TestHostilePassages(t *testing.T) {
	r := always(t)
	const size = 10 << 20
	for name, text := range map[string]string{
		"ten megabytes":         strings.Repeat(hundred+" ", size/len(hundred)),
		"no spaces":             strings.Repeat("x", size),
		"one sentence":          strings.Repeat("word ", size/5),
		"names":                 strings.Repeat("Orla ", size/5),
		"punctuation":           strings.Repeat(".,;:!?()[]\"'-", size/13),
		"open brackets":         strings.Repeat("(", size),
		"quotes":                strings.Repeat("\" a ", size/4),
		"bidi and zero width":   strings.Repeat("\u202e\u200b\u2066a\u2069 ", size/12),
		"broken bytes":          strings.Repeat("\xff\xc3\x28 Orla ", size/10),
		"ideographs":            strings.Repeat("桥", size/3),
		"digits":                strings.Repeat("1,234.5 ", size/8),
		"marks":                 "a" + strings.Repeat("\u0301", size/2),
		"hyphens":               strings.Repeat("a- ", size/3),
		"question words":        strings.Repeat("Who directed Brightwater ", size/25),
		"line ends":             strings.Repeat("\n", size),
		"one title, many times": strings.Repeat("Brightwater and ", size/16),
	} {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			a, err := r.Answer(context.Background(), answer.Request{
				Question: "Who directed Brightwater?", Alternatives: 3,
				Passages: []retriever.Document{{ID: "1", Title: text, Text: text}, {ID: "2", Title: "Brightwater", Text: text}},
			})
			require.NoError(t, err)
			assert.Less(t, time.Since(begin), 2*time.Minute) // far more than it takes: the machine may be busy, and the race detector is slow
			for _, v := range a.Values {
				assert.True(t, utf8.ValidString(v.Text))
				assert.Less(t, len(v.Text), 4096)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, q := range []string{"Who directed Brightwater?", "Brightwater >> director", "Who are the founders of the Guild?", "Is it so?", "", "谁?"} {
		for _, p := range []string{hundred, "", "A and B, C & D", "\xff(\"", "桥建于1887年。", "a- b\u200b(c) \"d"} {
			f.Add(q, "Title (x)", p)
		}
	}
	r, err := extract.New(extract.Config{Threshold: -1})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, q, title, text string) {
		docs := []retriever.Document{{ID: "1", Title: title, Text: text}, {ID: "2", Title: text, Text: title}}
		req := answer.Request{
			Question: q, Passages: docs, Alternatives: 3, Explain: true, Filled: []retriever.Range{{Start: 1, End: 4}},
			Origins: []*retriever.Document{{ID: "3", Title: text, Text: title + text}},
		}
		if len(q) > 4 { // namesakes of what is filled in
			docs[0].Title, docs[1].Title = q[1:4]+" ("+title+")", q[1:4]
		}
		a, err := r.Answer(context.Background(), req)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range append(a.Values, a.Alternatives...) {
			if !(v.Confidence >= 0 && v.Confidence <= 1) {
				t.Fatalf("confidence %v", v.Confidence)
			}
			if !utf8.ValidString(v.Text) {
				t.Fatalf("value %q is broken", v.Text)
			}
			for _, e := range v.Evidence {
				d := docs[0]
				if e.ID == "2" {
					d = docs[1]
				}
				for _, r := range []retriever.Range{e.Span, e.Sentence} {
					if r.Start < 0 || r.End < r.Start || r.End > len(d.Text) {
						t.Fatalf("range %v of %d bytes", r, len(d.Text))
					}
				}
			}
		}
		again, err := r.Answer(context.Background(), req)
		if err != nil || again.Text != a.Text || again.Confidence != a.Confidence {
			t.Fatalf("%q the first time, %q the second", a.Text, again.Text)
		}
	})
}
