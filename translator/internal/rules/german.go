package rules

import (
	"regexp"
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
)

const (
	deA    = `(?P<a>[^,]+?)`
	deB    = `(?P<b>.+?)`
	deOr   = `\s+oder\s+`
	deAnd  = `\s+und\s+`
	deSame = `(?:dem|der|im|am|den)\s*(?:selben|gleichen)`
)

// germanAdjectives has the plain form of comparatives and superlatives.
var germanAdjectives = `(?P<adj>größer|höher|länger|tiefer|schwerer|schneller|breiter|teurer|kälter|wärmer|dichter)`

var germanPlain = map[string]string{
	"größer": "groß", "höher": "hoch", "länger": "lang", "tiefer": "tief", "schwerer": "schwer", "schneller": "schnell", "breiter": "breit",
	"teurer": "teuer", "kälter": "kalt", "wärmer": "warm", "dichter": "dicht",
}

// germanComparisons are questions over two things; $x is one of them.
var germanComparisons = []languageRow{
	row(`[Ww]er(?: von beiden)? ist (?:älter|jünger|der Ältere|die Ältere),? `+deA+deOr+deB, "Wann wurde $x geboren"),
	row(`[Ww]er wurde (?:zuerst|früher|später|eher|als Erster|als Erste) geboren,? `+deA+deOr+deB, "Wann wurde $x geboren"),
	row(`[Ww]er (?:starb|ist) (?:zuerst|früher|später|eher)(?: gestorben)?,? `+deA+deOr+deB, "Wann starb $x"),
	row(`[Ww]elche[rs]? \S+(?: \S+)? (?:erschien|kam) (?:zuerst|früher|später|eher)(?: heraus| ins Kino)?,? `+deA+deOr+deB, "Wann erschien $x"),
	row(`[Ww]elche[rs]? \S+(?: \S+)? wurde (?:zuerst|früher|später|eher) (?P<p>[^\s,]+),? `+deA+deOr+deB, "Wann wurde $x $p"),
	row(`[Ww](?:as|er|elche[rs]? \S+) hat (?:mehr|die meisten|weniger) (?P<n>[^\s,]+),? `+deA+deOr+deB, "Wie viele $n hat $x"),
	row(`[Ww](?:as|er|elche[rs]?(?: \S+)?) ist (?:der |die |das )?`+germanAdjectives+`[es]*,? `+deA+deOr+deB, "Wie $adj ist $x"),
	row(`[Ii]st `+deA+deOr+deB+` `+germanAdjectives, "Wie $adj ist $x"),
	row(`[Ii]st `+deA+deOr+deB+` (?:älter|jünger)`, "Wie alt ist $x"),
	row(`[Ii]st `+deA+` `+germanAdjectives+` als `+deB, "Wie $adj ist $x"),
	row(`[Ii]st `+deA+` (?:älter|jünger) als `+deB, "Wie alt ist $x"),
	row(`[Hh]at `+deA+` mehr (?P<n>[^\s,]+) als `+deB, "Wie viele $n hat $x"),
	row(`[Ww]ie viel (?:älter|jünger) ist `+deA+` als `+deB, "Wie alt ist $x"),
	row(`[Ww]ie viel(?:e Meter| Meter)? `+germanAdjectives+` ist `+deA+` als `+deB, "Wie $adj ist $x"),
	row(`[Hh]aben `+deA+deAnd+deB+` (?:dieselbe|die gleiche|denselben|den gleichen|dasselbe|das gleiche) (?P<n>[^\s,]+)`, "Was ist die $n von $x"),
	row(`[Kk]ommen `+deA+deAnd+deB+` (?:beide )?aus (?:demselben|dem gleichen) Land`, "Aus welchem Land kommt $x"),
	row(`[Ss]ind `+deA+deAnd+deB+` (?:beide )?aus (?:demselben|dem gleichen) Land`, "Aus welchem Land ist $x"),
	row(`[Ww]urden `+deA+deAnd+deB+` (?:beide )?im (?:selben|gleichen) Jahr (?P<p>[^\s,]+)`, "In welchem Jahr wurde $x $p"),
	row(`[Ww]urden `+deA+deAnd+deB+` (?:beide )?in (?:derselben|der gleichen) Stadt geboren`, "In welcher Stadt wurde $x geboren"),
	row(`[Ll]iegen `+deA+deAnd+deB+` (?:beide )?im (?:selben|gleichen) Land`, "In welchem Land liegt $x"),
	row(`[Ll]iegen `+deA+deAnd+deB+` (?:beide )?in (?:derselben|der gleichen) Stadt`, "In welcher Stadt liegt $x"),
	row(`[Ss]ind `+deA+deAnd+deB+` beide (?P<n>.+)`, "Ist $x $n"),
	row(`[Ww]as haben `+deA+deAnd+deB+` gemeinsam`, "Was ist $x"),
	row(`[Ww]elche[rs]? von beiden ist `+germanAdjectives+`,? `+deA+deOr+deB, "Wie $adj ist $x"),
}

// germanNouns are relations: the article of the nominative, the noun, and its genitive where that differs.
var germanNouns = []struct{ article, noun, genitive string }{
	{"der", "Regisseur", "Regisseurs"},
	{"die", "Regisseurin", ""},
	{"der", "Autor", "Autors"},
	{"die", "Autorin", ""},
	{"der", "Gründer", "Gründers"},
	{"die", "Gründerin", ""},
	{"der", "Erfinder", "Erfinders"},
	{"die", "Erfinderin", ""},
	{"der", "Komponist", "Komponisten"},
	{"der", "Sänger", "Sängers"},
	{"die", "Sängerin", ""},
	{"der", "Vater", "Vaters"},
	{"die", "Mutter", ""},
	{"die", "Frau", ""},
	{"die", "Ehefrau", ""},
	{"der", "Mann", "Mannes"},
	{"der", "Ehemann", "Ehemanns"},
	{"der", "Sohn", "Sohnes"},
	{"die", "Tochter", ""},
	{"der", "Bruder", "Bruders"},
	{"die", "Schwester", ""},
	{"der", "Präsident", "Präsidenten"},
	{"die", "Präsidentin", ""},
	{"der", "Bürgermeister", "Bürgermeisters"},
	{"die", "Hauptstadt", ""},
	{"der", "Hauptdarsteller", "Hauptdarstellers"},
	{"die", "Hauptdarstellerin", ""},
	{"der", "Schöpfer", "Schöpfers"},
	{"der", "Architekt", "Architekten"},
	{"der", "Entdecker", "Entdeckers"},
	{"der", "Produzent", "Produzenten"},
	{"der", "Hersteller", "Herstellers"},
	{"der", "Verlag", "Verlags"},
	{"der", "Geburtsort", "Geburtsorts"},
	{"der", "Sitz", "Sitzes"},
	{"der", "Maler", "Malers"},
	{"der", "König", "Königs"},
	{"der", "Schriftsteller", "Schriftstellers"},
	{"der", "Vorgänger", "Vorgängers"},
	{"der", "Nachfolger", "Nachfolgers"},
	{"der", "Trainer", "Trainers"},
	{"die", "Muttergesellschaft", ""},
	{"der", "Eigentümer", "Eigentümers"},
}

// germanRelation matches a relation with its article, in the nominative or the genitive, at the front of a noun phrase: der Regisseur von X.
var germanRelation = func() *regexp.Regexp {
	var words []string
	for _, n := range germanNouns {
		words = append(words, n.noun)
		if n.genitive != "" {
			words = append(words, n.genitive)
		}
	}
	return regexp.MustCompile(`^(?:der|die|das|des|dem|den)\s+(` + strings.Join(words, "|") + `)\s+(von der|von dem|vom|von|des Films|des Buches|des Romans|der Oper|des Liedes|des Unternehmens|der Firma|des|der)\s+(.+)$`)
}()

// germanFrames are questions about one thing, as a noun phrase, with what stands around it.
var germanFrames = []struct {
	pattern *regexp.Regexp
	leaf    string
}{
	{regexp.MustCompile(`^((?:[Ww]ann|[Ww]o|[Ii]n welche[mrs]? \S+|[Aa]n welchem \S+) (?:wurde|starb|ist|lebte|liegt|studierte|arbeitete|wohnt|lebt|kam)) ((?:der|die|das) .+?)(| geboren| gestorben| begraben| gegründet| erschienen| veröffentlicht)$`), "$1 $x$3"},
	{regexp.MustCompile(`^((?:[Ww]er|[Ww]as|[Ww]ie heißt|[Ww]elche[rs]? \S+) (?:ist|war)?\s*)((?:der|die|das) .+)$`), ""},
	{regexp.MustCompile(`^([Ww]elche[rsn]? \S+ (?:besuchte|hat|hatte|spricht|gründete|leitet|trägt|schrieb)) ((?:der|die|das) .+)()$`), "$1 $x"},
	{regexp.MustCompile(`^([Ww]ie (?:alt|groß|lang|hoch|viele \S+ hat)(?: ist| war)?) ((?:der|die|das) .+)()$`), "$1 $x"},
}

// germanLand matches "des Landes, in dem X liegt".
var germanLand = regexp.MustCompile(`^(des Landes|der Stadt|des Bundeslandes|des Staates), in (?:dem|der) (.+) (liegt|steht|geboren wurde|starb|lebt)$`)

var germanPlaces = map[string][2]string{
	"des Landes": {"In welchem Land", "Land"}, "der Stadt": {"In welcher Stadt", "Stadt"}, "des Bundeslandes": {"In welchem Bundesland", "Bundesland"}, "des Staates": {"In welchem Staat", "Staat"},
}

// German translates comparisons and chains of questions in German. A question that no row fits stays as it is.
func German(q *phrase.Question) []candidate.Plan {
	text := sentence(q)
	if text == "" || !germanStart.MatchString(text) {
		return nil
	}
	plans := language("german", text, germanComparisons)
	if plans == nil {
		plans = germanChain(text)
	}
	return plans
}

var germanStart = regexp.MustCompile(`^(?i:wer|was|wann|wo|welche[rsmn]?|ist|sind|haben|hat|kommen|wurden?|liegen|wie|in welche[mr]|aus welche[mr]|an welche[mr])\s`)

func germanChain(text string) []candidate.Plan {
	for _, f := range germanFrames {
		m := f.pattern.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		b := &builder{}
		var final *step
		if f.leaf == "" { // what is asked for is the relation itself: der Vater der Autorin von X
			final = germanNested(m[2], strings.TrimSpace(m[1]))
		} else if used := germanLookup(m[2]); used != nil {
			final = slotted(strings.NewReplacer("$1", m[1], "$3", m[3]).Replace(f.leaf), used)
		}
		if final == nil || len(final.uses) == 0 {
			continue
		}
		b.because("chain: %s", final.words)
		return b.plan("german", 0.92, final)
	}
	return nil
}

// germanNested asks for a relation to something that has to be looked up first; nil where nothing has.
func germanNested(np, ask string) *step {
	m := germanRelation.FindStringSubmatch(np)
	if m == nil {
		return nil
	}
	article, noun := germanNominative(m[1])
	inner := germanLookup(strings.TrimSpace(strings.TrimPrefix(m[2]+" ", "von ") + m[3]))
	if inner == nil {
		if at := germanLand.FindStringSubmatch(m[2] + " " + m[3]); at != nil {
			inner = germanPlace(at)
		}
	}
	if inner == nil {
		return nil
	}
	s := slotted(ask+" "+article+" "+noun+" von $x", inner)
	s.name = noun
	return s
}

// germanLookup asks for what a noun phrase names by a relation: "die Frau des Regisseurs von X". It is nil for other noun phrases.
func germanLookup(np string) *step {
	m := germanRelation.FindStringSubmatch(np)
	if m == nil {
		return nil
	}
	if _, noun := germanNominative(m[1]); noun != "" {
		if s := germanNested(np, germanAsk(noun)); s != nil {
			return s
		}
	}
	article, noun := germanNominative(m[1])
	return &step{words: raw(germanAsk(noun) + " " + article + " " + noun + " " + m[2] + " " + m[3]), name: noun}
}

// germanAsk returns the beginning of the question for a relation.
func germanAsk(noun string) string {
	switch noun {
	case "Hauptstadt", "Verlag", "Hersteller", "Geburtsort", "Sitz", "Muttergesellschaft":
		return "Was ist"
	}
	return "Wer ist"
}

// germanPlace asks for the place of a relative clause: "des Landes, in dem X liegt".
func germanPlace(m []string) *step {
	place := germanPlaces[m[1]]
	verb := map[string]string{"liegt": "liegt $x", "steht": "steht $x", "geboren wurde": "wurde $x geboren", "starb": "starb $x", "lebt": "lebt $x"}[m[3]]
	if inner := germanLookup(m[2]); inner != nil {
		s := slotted(place[0]+" "+verb, inner)
		s.name = place[1]
		return s
	}
	return &step{words: raw(place[0] + " " + strings.ReplaceAll(verb, "$x", m[2])), name: place[1]}
}

// germanNominative returns the article and the noun in the nominative.
func germanNominative(noun string) (string, string) {
	for _, n := range germanNouns {
		if noun == n.noun || noun == n.genitive {
			return n.article, n.noun
		}
	}
	return "die", noun
}
