package dataset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// domains are what questions are about, with the words that tell. The first domain most of whose words stand in a question wins.
var domains = []struct {
	name  string
	words string
}{
	{"film and television", "film films movie movies director directed actor actress starred starring cast television tv episode series sitcom " +
		"screenplay cinema character show broadcast network animated hollywood oscar"},
	{"music", "song songs album albums band singer singers musician music composer composed performer performed record label lyrics opera concert " +
		"rapper guitarist grammy orchestra tour"},
	{"sport", "team teams player players played football baseball basketball soccer hockey league season championship olympic olympics coach " +
		"stadium touchdown touchdowns yard yards quarterback goal goals tournament cup medal athlete race game games match sport"},
	{"books", "book books novel novels author authors writer wrote poem poet poetry published publisher literature literary newspaper magazine"},
	{"politics", "president minister government party political politician senator governor mayor elected election parliament law court king queen " +
		"emperor monarch dynasty prince princess duke legislature"},
	{"war", "war battle army military navy troops soldiers weapon invasion treaty general regiment"},
	{"geography", "city country countries state states county river rivers mountain lake capital border located continent island population region " +
		"province town village ocean sea area"},
	{"business", "company companies business founded headquarters ceo product products brand manufacturer market airline bank employees"},
	{"science", "planet species animal animals plant chemical element disease cell scientist physics theory energy gene medicine drug virus atom"},
	{"religion", "church religion religious god bible pope saint bishop christian islam jewish buddhist temple"},
	{"travel", "flight flights airport airports airfare fare fares arriving departing ticket ticket airline train"},
	{"data", "rows table column database records ids list number papers cubes sphere cylinder rubber metal object objects image"},
	{"people", "born died birth death father mother husband wife spouse child children son daughter brother sister grandfather grandmother married " +
		"family age older younger sibling"},
}

var domainOf = func() map[string][]int {
	m := map[string][]int{}
	for i, d := range domains {
		for w := range strings.FieldsSeq(d.words) {
			m[w] = append(m[w], i)
		}
	}
	return m
}()

// noDomain is the domain of a question that has none of the words.
const noDomain = "other"

// questionDomain tells what a question is about by its words: a coarse guess, good enough to sample evenly by.
func questionDomain(question string) string {
	counts := make([]int, len(domains))
	for _, w := range words(question) {
		for _, i := range domainOf[w] {
			counts[i]++
		}
	}
	best := -1
	for i, n := range counts {
		if n > 0 && (best < 0 || n > counts[best]) {
			best = i
		}
	}
	if best < 0 {
		return noDomain
	}
	return domains[best].name
}

// words returns the words of a text, in lower case. Letters of scripts that are written without spaces are words of their own.
func words(text string) []string {
	var out []string
	lower := strings.ToLower(text)
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, lower[start:end])
			start = -1
		}
	}
	for i, r := range lower {
		switch {
		case r < utf8.RuneSelf: // most text
			letter := 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
			switch {
			case !letter:
				flush(i)
			case start < 0:
				start = i
			}
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			flush(i)
			out = append(out, lower[i:i+utf8.RuneLen(r)])
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if start < 0 {
				start = i
			}
		default:
			flush(i)
		}
	}
	flush(len(lower))
	return out
}

// fold is a question as duplicates are compared: its words, with single spaces.
func fold(question string) string { return strings.Join(words(question), " ") }

// appendKeywords appends the hashes of the words of a question that say what it is about: no function words, and no word twice.
func appendKeywords(out []uint64, question string) []uint64 {
	before := len(out)
	for _, w := range words(question) {
		if functionWords[w] {
			continue
		}
		if h := hash64(w); len(out)-before >= mostKeywords {
			return out
		} else if !slices.Contains(out[before:], h) {
			out = append(out, h)
		}
	}
	return out
}

// mostKeywords bounds how many keywords of a question are looked at.
const mostKeywords = 256

var functionWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`a an the of in on at by to from for with about as into and or but not no if then than that this these those it its
		is are was were be been being do does did has have had can could will would shall should may might must who whom whose what which when where why
		how many much more most less least first last s t d ll re ve he she they his her their him them there i you we me my your our one two both each
		all any some other same also between during after before same`) {
		m[w] = true
	}
	return m
}()
