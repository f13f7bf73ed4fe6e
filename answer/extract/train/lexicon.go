package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// Settings of the word vectors: positive pointwise mutual information of words and the words around them, reduced by a randomised
// singular value decomposition (Levy and Goldberg 2014; Halko, Martinsson and Tropp 2011).
const (
	minPassages  = 4     // a word in fewer passages is left out
	maxWords     = 40000 // the most frequent ones are kept
	contextWords = 6000
	window       = 4
	clusters     = 250
)

type wordCount struct {
	passages                       int32
	he, she                        int32
	first, last, place, work, orga int32
}

// buildLexicon counts words over texts.
func buildLexicon(texts []features.Passage) []lexicon.Entry {
	var z text.Tokenizer
	counts := map[uint32]*wordCount{}
	get := func(h uint32) *wordCount {
		c := counts[h]
		if c == nil {
			c = &wordCount{}
			counts[h] = c
		}
		return c
	}
	var tokens []text.Token
	last := map[uint32]int{}
	for n, p := range texts {
		tokens = z.Tokenize(tokens[:0], p.Title)
		title := slices.Clone(tokens)
		tokens = z.Tokenize(tokens, p.Text)
		for i := range tokens {
			h := tokens[i].Hash
			if tokens[i].Flags&text.Signs == 0 && last[h] != n+1 {
				last[h] = n + 1
				get(h).passages++
			}
		}
		countNames(get, title, tokens[len(title):])
	}
	type ranked struct {
		hash uint32
		n    int32
	}
	var list []ranked
	for h, c := range counts {
		if c.passages >= minPassages {
			list = append(list, ranked{h, c.passages})
		}
	}
	slices.SortFunc(list, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.hash, b.hash)) })
	list = list[:min(len(list), maxWords)]
	index := map[uint32]int32{}
	for i, r := range list {
		index[r.hash] = int32(i)
	}
	vectors := embed(texts, index, len(list))
	group := cluster(vectors)
	entries := make([]lexicon.Entry, len(list))
	for i, r := range list {
		c := counts[r.hash]
		idf := math.Log(float64(len(texts)+1) / float64(r.n))
		e := lexicon.Entry{Hash: r.hash, IDF: uint8(min(160, math.Round(idf*16))), Cluster: group[i], Vector: lexicon.Quantise(vectors[i])}
		e.Kind, e.Gender = c.kind(), c.gender()
		entries[i] = e
	}
	slices.SortFunc(entries, func(a, b lexicon.Entry) int { return cmp.Compare(a.Hash, b.Hash) })
	return entries
}

func (c *wordCount) kind() lexicon.Kind {
	all := []struct {
		n int32
		k lexicon.Kind
	}{{c.first, lexicon.FirstName}, {c.last, lexicon.LastName}, {c.place, lexicon.Place}, {c.work, lexicon.Work}, {c.orga, lexicon.Organisation}}
	total := int32(0)
	best := all[0]
	for _, a := range all {
		total += a.n
		if a.n > best.n {
			best = a
		}
	}
	if total < 2 || best.n*10 < total*6 {
		return lexicon.Unknown
	}
	return best.k
}

func (c *wordCount) gender() int8 {
	switch {
	case c.he+c.she < 2:
	case c.he > 4*c.she:
		return -1
	case c.she > 4*c.he:
		return 1
	}
	return 0
}

var titleKinds = func() map[uint32]lexicon.Kind {
	m := map[uint32]lexicon.Kind{}
	for k, words := range map[lexicon.Kind][]string{
		lexicon.Place:        {"city", "town", "village", "municipality", "county", "country", "river", "island", "district", "commune", "province", "region", "lake", "mountain", "state", "suburb", "township", "neighborhood", "capital", "settlement", "borough", "parish"},
		lexicon.Work:         {"film", "album", "song", "novel", "book", "series", "play", "game", "single", "opera", "magazine", "movie", "sitcom", "musical", "poem"},
		lexicon.Organisation: {"company", "club", "band", "university", "organization", "organisation", "team", "school", "college", "party", "corporation", "label", "group", "station", "airline", "newspaper", "bank", "museum"},
	} {
		for _, w := range words {
			m[text.Hash(w)] = k
		}
	}
	return m
}()

// countNames learns from an encyclopaedia's passage what its title's words make: the first sentence says what the title is.
func countNames(get func(uint32) *wordCount, title, body []text.Token) {
	n := 0
	for n < len(title) && title[n].Class != text.Open && title[n].Class != text.Comma {
		n++
	}
	if n == 0 {
		return
	}
	he, she := 0, 0
	kind := lexicon.Unknown
	person := false
	birth := text.Hash("born")
	for i := range body {
		t := &body[i]
		switch t.Hash {
		case text.Hash("he"), text.Hash("his"):
			he++
		case text.Hash("she"), text.Hash("her"):
			she++
		case birth:
			person = person || i < 30
		}
		if k, ok := titleKinds[t.Hash]; ok && kind == lexicon.Unknown && i < 30 {
			kind = k
		}
		if i < 10 && i > 1 && t.Class == text.Dash && body[i-1].Class == text.Year {
			person = true
		}
	}
	switch {
	case person && he+she > 0 && n >= 2:
		c := get(title[0].Hash)
		c.first++
		if he > 2*she {
			c.he++
		} else if she > 2*he {
			c.she++
		}
		get(title[n-1].Hash).last++
	case person:
		return
	case kind == lexicon.Unknown:
		return
	default:
		for i := range n {
			c := get(title[i].Hash)
			switch kind {
			case lexicon.Place:
				c.place++
			case lexicon.Work:
				c.work++
			case lexicon.Organisation:
				c.orga++
			}
		}
	}
}
