package bleve

import (
	"fmt"
	"slices"
	"strings"
)

// Settings are what an index is built with. They cannot change without building it again.
type Settings struct {
	// Language picks the analyzer, by its two-letter code; "en" if empty, "none" for mixed or other languages. See [Languages].
	Language string `json:"language"`
}

func (s Settings) withDefaults() Settings {
	if s.Language == "" {
		s.Language = DefaultLanguage
	}
	return s
}

func (s Settings) validate() error {
	if !slices.Contains(Languages(), s.Language) {
		return fmt.Errorf("unknown language %q; known are %s", s.Language, strings.Join(Languages(), ", "))
	}
	return nil
}

// Ranking holds the parameters of BM25 and of the title bonus. The zero value of a field means its default.
type Ranking struct {
	// K1 says how soon more occurrences of a word stop to count; 1 if zero.
	K1 float64
	// B says how much long passages are held back, from 0 (not at all) to 1; 0.6 if nil.
	B *float64
	// Title weighs the bonus for a passage whose title stands in the question; 1.25 if nil, 0 for none. Of a title that is one word of a
	// longer name there, as Ida is of "Ida Thorne", three tenths count.
	Title *float64
}

// The defaults of [Ranking].
const (
	DefaultK1    = 1.0
	DefaultB     = 0.6
	DefaultTitle = 1.25
)

func (r Ranking) params() params {
	p := params{k1: DefaultK1, b: DefaultB, title: DefaultTitle}
	if r.K1 != 0 {
		p.k1 = r.K1
	}
	if r.B != nil {
		p.b = *r.B
	}
	if r.Title != nil {
		p.title = *r.Title
	}
	return p
}

func (r Ranking) validate() error {
	p := r.params()
	switch {
	case !(p.k1 >= 0 && p.k1 <= 100): // written so that NaN fails too
		return fmt.Errorf("k1 is %v; it must lie between 0 and 100", p.k1)
	case !(p.b >= 0 && p.b <= 1):
		return fmt.Errorf("b is %v; it must lie between 0 and 1", p.b)
	case !(p.title >= 0 && p.title <= 100):
		return fmt.Errorf("the title weight is %v; it must lie between 0 and 100", p.title)
	}
	return nil
}

// params are the resolved parameters of a ranking.
type params struct{ k1, b, title float64 }
