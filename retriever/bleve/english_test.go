package bleve

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/registry"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sameAsChain wants of the fast analyzer exactly the terms and places of the slow one.
func sameAsChain(t *testing.T, fast *english, text string) {
	t.Helper()
	want := fast.chain.Analyze([]byte(text))
	got := fast.Analyze([]byte(text))
	type token struct {
		term       string
		start, end int
	}
	var w, g []token
	for _, x := range want {
		w = append(w, token{string(x.Term), x.Start, x.End})
	}
	for _, x := range got {
		g = append(g, token{string(x.Term), x.Start, x.End})
	}
	require.Equal(t, w, g, "%q", text)
}

func english4test(t testing.TB) *english {
	a, err := newEnglish(registry.NewCache())
	require.NoError(t, err)
	return a.(*english)
}

func TestEnglishIsTheChain(t *testing.T) {
	e := english4test(t)
	for _, text := range []string{
		"", " ", "a", "The director's cut", "U.S. 1,000.50 3:15 x:y a.b.c. 1.a a.1", "rock'n'roll _x_ __ x__y 'quoted'",
		"Beyoncé’s naïve Ærøskøbing", "e\u0301 \u0301x x\u200dy", "東京 と ﾃｽﾄ 한국", "don't DON'T dogs' dog's", "\x00len a\x00b",
		strings.Repeat("pneumono", 20), "a:b:c a::b 1,,2 1;2;3 a;b", "İstanbul ﬁne", "x\u00a0y z\u3000w",
	} {
		sameAsChain(t, e, text)
	}
	alphabet := []string{"a", "B", "s", "z", "ing", "1", "7", "_", ".", ",", ";", ":", "'", "\"", "-", " ", "  ", "\n", "é", "’", "字", "the", "\u0301", "\u200d", "٣", "א"}
	r := rand.New(rand.NewPCG(7, 7))
	for range 30_000 {
		var b strings.Builder
		for range r.IntN(14) {
			b.WriteString(alphabet[r.IntN(len(alphabet))])
		}
		sameAsChain(t, e, b.String())
	}
}

func FuzzEnglishIsTheChain(f *testing.F) {
	f.Add("It's a 1,5 test_case: naïve")
	e := english4test(f)
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) { // the chain stops at the first wrong byte; passages are never without UTF-8
			sameAsChain(t, e, text)
		}
	})
}

func BenchmarkEnglish(b *testing.B) {
	e := english4test(b)
	text := []byte(strings.Repeat("The quick brown fox jumped over the lazy dogs of Ørsted's garden in 1,905. ", 8))
	for name, analyzer := range map[string]interface{ run() }{
		"fast":  analyzeFunc(func() { e.Analyze(text) }),
		"chain": analyzeFunc(func() { e.chain.Analyze(text) }),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				analyzer.run()
			}
		})
	}
}

type analyzeFunc func()

func (f analyzeFunc) run() { f() }

func TestLanguages(t *testing.T) {
	tests := []struct {
		language, text string
		want           []string
	}{
		{"en", "The Directors' café", []string{"director", "cafe"}},
		{"none", "The Directors' café", []string{"the", "directors", "cafe"}},
		{"de", "die Häuser", []string{"haus"}},
		{"fr", "les chevaux", []string{"cheval"}},
		{"ru", "книги", []string{"книг"}},
		{"zh", "東京都", []string{"東京", "京都"}},
		{"ja", "東京都", []string{"東京", "京都"}},
	}
	for _, test := range tests {
		t.Run(test.language, func(t *testing.T) {
			a, err := wordAnalyzer(test.language, registry.NewCache())
			require.NoError(t, err)
			var got []string
			for _, token := range a.Analyze([]byte(test.text)) {
				got = append(got, string(token.Term))
			}
			assert.Equal(t, test.want, got)
		})
	}
	for _, language := range Languages() {
		_, err := wordAnalyzer(language, registry.NewCache())
		assert.NoError(t, err)
	}
	_, err := wordAnalyzer("xx", registry.NewCache())
	assert.ErrorContains(t, err, `unknown language "xx"; known are`)
}
