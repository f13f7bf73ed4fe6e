package verbalise_test

import (
	"strings"
	"testing"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// Whatever a piece of a question is, no name of it is lost, and what is a question already is not asked once more.
func FuzzQuestion(f *testing.F) {
	for _, s := range []string{
		"the company that acquired GitHub", "the band Bono is a member of", "where Ada was born", "Ada studied at which university?",
		"Tell me who directed Jaws.", "the mountain on whose slopes Zermatt lies", "Ada's father's wife", "In 1900, what was the area of Peru?",
		"Waterloo is a song by a band", "which which who Ann", "the the of Ann's", "M*A*S*H", "CEO of the Dell",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2048 {
			return
		}
		q := phrase.New(text, phrase.Options{})
		w := verbalise.Of(q, 0, len(q.Tokens))
		got := verbalise.Question(w)
		read := got.String()
		for _, word := range w {
			if word.Tag == phrase.Entity && !strings.Contains(read, word.Text) {
				t.Fatalf("%q: %q is lost in %q", text, word.Text, read)
			}
		}
		if head := verbalise.Head(got); head == "" || len(head) > 64 {
			t.Fatalf("%q: the head %q", text, head)
		}
	})
}
