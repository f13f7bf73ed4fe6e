package question

import (
	"strings"

	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

func toLower(s string) string { return strings.ToLower(s) }

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

var (
	whForms = map[string]Form{
		"who": Who, "whom": Who, "whos": Who, "who's": Who, "whose": Whose, "when": When, "where": Where, "which": Which, "what": What, "whats": What, "how": How, "why": Why,
		"wer": Who, "wen": Who, "wem": Who, "wessen": Whose, "wann": When, "wo": Where, "woher": Where, "wohin": Where, "welche": Which, "welcher": Which,
		"welches": Which, "welchem": Which, "welchen": Which, "was": Plain, "warum": Why, "wie": How,
		"кто": Who, "кого": Who, "кем": Who, "кому": Who, "когда": When, "где": Where, "куда": Where, "какой": Which, "какая": Which, "какое": Which, "какие": Which, "каком": Which,
		"какую": Which, "каким": Which, "что": What, "чем": What, "чего": What, "сколько": HowMany, "почему": Why, "как": How, "чей": Whose, "откуда": Where,
		"من": Who, "متى": When, "أين": Where, "اين": Where, "ما": What, "ماذا": What, "كم": HowMany, "لماذا": Why, "كيف": How, "أي": Which, "اي": Which, "بماذا": What, "لمن": Whose,
	}
	english  = set("who whom whos who's whose when where which what whats how why")
	howForms = map[string]Form{
		"many": HowMany, "much": HowMuch, "long": HowLong, "old": HowOld, "tall": HowFar, "high": HowFar, "deep": HowFar, "far": HowFar, "wide": HowFar,
		"big": HowFar, "large": HowFar, "heavy": HowFar, "fast": HowFar, "often": HowMany,
		"viele": HowMany, "viel": HowMuch, "lange": HowLong, "alt": HowOld, "hoch": HowFar, "groß": HowFar, "weit": HowFar,
	}
	auxiliaries = set("is are was were am do does did has have had can could will would shall should may might must isn't aren't wasn't weren't don't doesn't didn't")
	imperatives = set("name give list tell identify state find return")
	linking     = set("of the de von van du la le der and al bin ibn for in")
	plurals     = set("people children men women members founders wives cities countries companies")
)

// foreignWords find the question word in scripts without spaces.
var foreignWords = []struct {
	word string
	form Form
}{
	{"谁", Who},
	{"什么时候", When},
	{"何时", When},
	{"哪一年", When},
	{"哪年", When},
	{"哪里", Where},
	{"在哪", Where},
	{"何处", Where},
	{"多少", HowMany},
	{"几", HowMany},
	{"为什么", Why},
	{"为何", Why},
	{"多长", HowLong},
	{"多大", HowFar},
	{"多高", HowFar},
	{"哪", Which},
	{"什么", What},
	{"何", What},
	{"如何", How},
	{"誰", Who},
	{"いつ", When},
	{"どこ", Where},
	{"何", What},
	{"なぜ", Why},
}

// foreign finds the question word of a question written without spaces.
func (q *Question) foreign() {
	for _, f := range foreignWords {
		at := strings.Index(q.Text, f.word)
		if at < 0 {
			continue
		}
		for i := range q.Tokens {
			if int(q.Tokens[i].Start) == at {
				q.Form, q.wh, q.Foreign = f.form, i, true
				return
			}
		}
	}
}

// Sort is the sort of answer a question expects.
type Sort uint8

// The sorts.
const (
	Anything Sort = iota
	ADate
	APerson
	APlace
	ACountry
	ANumber
	AName
	AWork
	AnOrganisation
	AThing
)

var sortNames = map[string]Sort{"date": ADate, "person": APerson, "place": APlace, "country": ACountry, "number": ANumber, "name": AName, "work": AWork, "org": AnOrganisation, "thing": AThing}

// pattern is one wording of a relation: stems that all stand in the question outside names.
type pattern struct {
	relation uint16
	sort     Sort
	slot     bool
	loose    bool // closed-class words were left out: good for slots alone
	stems    []uint32
}

func stemOf(w string) uint32 {
	return text.Hash(string(text.Stem(nil, []byte(w))))
}

var patterns, relationNames = parseRelations(relationTable)

func parseRelations(table string) ([]pattern, []string) {
	var list []pattern
	names := []string{""}
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSpace(line), "|")
		if len(f) != 4 {
			continue
		}
		id := uint16(len(names))
		names = append(names, f[0])
		for i, group := range f[2:] {
			for wording := range strings.SplitSeq(group, ";") {
				p := pattern{relation: id, sort: sortNames[f[1]], slot: i == 0}
				for w := range strings.FieldsSeq(wording) {
					if !p.slot || text.ClosedWord(w) == 0 {
						p.stems = append(p.stems, stemOf(w))
					} else {
						p.loose = true
					}
				}
				if len(p.stems) > 0 {
					list = append(list, p)
				}
			}
		}
	}
	return list, names
}

// RelationName names a relation number.
func RelationName(n uint16) string { return relationNames[n] }
