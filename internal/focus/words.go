package focus

import (
	"slices"
	"strings"
)

// appendNoun appends the keys of a noun: its singular, what it is also called, and for a doer (director) the stem of the verb.
func appendNoun(keys []string, noun string) []string {
	if noun == "" {
		return keys
	}
	noun = singular(noun)
	if same, ok := synonyms[noun]; ok {
		noun = same
	}
	keys = append(keys, noun)
	for _, suffix := range [...]string{"er", "or", "ress"} {
		if stem, ok := strings.CutSuffix(noun, suffix); ok && len(stem) >= 3 {
			if other, ok := doerStems[noun]; ok {
				stem = other
			}
			if stem = undouble(stem); doers[stem] != nil && !slices.Contains(doers[stem], noun) && doerStems[noun] == "" {
				return keys // not the noun for it: directer
			}
			return append(keys, "~"+stem)
		}
	}
	if stem, ok := doerStems[noun]; ok {
		keys = append(keys, "~"+stem)
	}
	return keys
}

// singular returns the singular of an English noun, or the word itself.
func singular(noun string) string {
	if s, ok := irregularPlurals[noun]; ok {
		return s
	}
	switch {
	case len(noun) < 4 || !strings.HasSuffix(noun, "s"):
		return noun
	case strings.HasSuffix(noun, "ies") && len(noun) > 5:
		return noun[:len(noun)-3] + "y"
	case strings.HasSuffix(noun, "ches"), strings.HasSuffix(noun, "shes"), strings.HasSuffix(noun, "sses"), strings.HasSuffix(noun, "xes"):
		return noun[:len(noun)-2]
	case strings.HasSuffix(noun, "ss"), strings.HasSuffix(noun, "us"), strings.HasSuffix(noun, "is"), strings.HasSuffix(noun, "ies"):
		return noun
	}
	return noun[:len(noun)-1]
}

// verbStem returns the stem that a verb shares with the noun for its doer: direct for directed, directs and director.
func verbStem(verb string) string {
	if stem, ok := irregularVerbs[verb]; ok {
		return stem
	}
	switch {
	case strings.HasSuffix(verb, "ied") && len(verb) > 4:
		return verb[:len(verb)-3]
	case strings.HasSuffix(verb, "ed") && len(verb) > 4:
		return undouble(verb[:len(verb)-2])
	case strings.HasSuffix(verb, "es") && len(verb) > 4:
		return undouble(verb[:len(verb)-2])
	case strings.HasSuffix(verb, "s") && !strings.HasSuffix(verb, "ss") && len(verb) > 3:
		return undouble(verb[:len(verb)-1])
	case strings.HasSuffix(verb, "ing") && len(verb) > 5:
		return undouble(verb[:len(verb)-3])
	case strings.HasSuffix(verb, "e") && len(verb) > 3:
		return verb[:len(verb)-1]
	case len(verb) >= 3:
		return undouble(verb)
	}
	return ""
}

// undouble drops a doubled last consonant: winn-er, win.
func undouble(stem string) string {
	n := len(stem)
	if n > 3 && stem[n-1] == stem[n-2] && !strings.ContainsRune("aeiousl", rune(stem[n-1])) {
		return stem[:n-1]
	}
	return stem
}

// looksLikeVerb guesses whether a word inside a question ends the noun phrase before it.
func looksLikeVerb(w string) bool {
	if _, ok := irregularVerbs[w]; ok {
		return true
	}
	if strings.HasSuffix(w, "s") { // owns, directs; a plural such as producers has no such stem
		return doers[verbStem(w)] != nil
	}
	return len(w) > 4 && strings.HasSuffix(w, "ed")
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// The closed classes of English that the analysis turns on, and the question words of its neighbours.
var (
	questionWords = map[string]string{
		"who": "who", "whom": "who", "whose": "what", "which": "what", "what": "what", "when": "when", "where": "where", "why": "why", "how": "how",
		// German, Dutch, French, Spanish, Portuguese, Italian, Russian
		"wann": "date", "wanneer": "date", "quand": "date", "cuándo": "date", "quando": "date", "когда": "date",
		"wo": "ort", "waar": "ort", "où": "ort", "dónde": "ort", "onde": "ort", "где": "ort",
		"wieviele": "zahl", "wieviel": "zahl", "hoeveel": "zahl", "combien": "zahl", "cuántos": "zahl", "cuántas": "zahl", "quantos": "zahl", "quanti": "zahl", "сколько": "zahl",
	}
	asked = map[string][]string{
		"when":  {"date", "year", "day", "time", "when"},
		"where": {"place", "location", "where"},
		"why":   {"reason", "cause"},

		"how many": {"number", "count", "quantity", "total"}, "how much": {"amount", "quantity", "number", "price", "cost"},
		"how old": {"age"}, "how tall": {"height"}, "how high": {"height", "elevation"}, "how long": {"length", "duration"},
		"how far": {"distance"}, "how big": {"size", "area"}, "how large": {"size", "area"}, "how deep": {"depth"},
		"how heavy": {"weight", "mass"}, "how fast": {"speed"}, "how often": {"frequency"}, "how wide": {"width"},

		"date": {"date", "datum", "jahr", "year", "jaar", "année", "fecha", "año", "data", "ano", "anno", "дата", "год"},
		"ort":  {"ort", "place", "plaats", "lieu", "lugar", "luogo", "local", "место"},
		"zahl": {"zahl", "number", "anzahl", "aantal", "nombre", "número", "numero", "число", "количество"},
	}
	imperatives = map[string]string{
		"list": "list", "name": "list", "find": "list", "give": "list", "identify": "list", "return": "list", "show": "list", "tell": "list",
		"get": "list", "select": "list", "determine": "list", "count": "count", "enumerate": "list",
	}
	copulas      = set("is are was were be been 's")
	auxiliaries  = set("is are was were did does do has have had can could will would should may might must")
	determiners  = set("the a an this that these those all each every any some both its his her their")
	prepositions = set("of in on at by for from to with about into during before after between under over as than since until against within without through near " +
		"von du de des del della di da do dos das van aus")
	relatives = set("that who whom whose which where when and or but if because while")
	adverbs   = set("also first originally really actually currently previously formerly once only then else exactly")
	fillers   = set("me us all the of out please for every each any")
	// courtesies may stand before the question word: could you please tell me who.
	courtesies = set("and so please could would can will do does you i we me us tell know want need like find out say show to wonder")
	// transparent nouns name no more than what stands behind "of".
	transparent = set("name title kind type sort identity list")
)

var irregularPlurals = map[string]string{
	"people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife", "countries": "country", "cities": "city",
	"movies": "movie", "series": "series", "species": "species", "lives": "life", "heroes": "hero", "cookies": "cookie",
}

// synonyms are words that ask for the same thing; each has one form that stands for all.
var synonyms = map[string]string{
	"movie": "film", "nation": "country", "wife": "spouse", "husband": "spouse", "writer": "author", "novelist": "author", "playwright": "author",
	"actress":  "actor",
	"hometown": "birthplace", "birth place": "birthplace", "place of birth": "birthplace", "birth date": "birthdate", "birthday": "birthdate",
	"date of birth": "birthdate", "death date": "deathdate", "date of death": "deathdate", "place of death": "deathplace", "death place": "deathplace",
	"total": "number", "count": "number", "quantity": "number", "location": "place", "firm": "company", "band": "group",
}

// events say which dates and places a verb makes.
var events = map[string][]string{
	"born": {"birthdate", "birthplace"}, "die": {"deathdate", "deathplace"}, "died": {"deathdate", "deathplace"},
	"released": {"release date"}, "founded": {"foundation date"}, "married": {"wedding date"},
}

// doerStems are the verb stems of nouns that do not show them.
var doerStems = map[string]string{
	"author": "writ", "writer": "writ", "composer": "compos", "singer": "sing", "leader": "lead", "winner": "win", "maker": "mak",
	"star": "star", "host": "host", "guide": "guid", "artist": "paint", "inhabitant": "inhabit", "successor": "succeed", "predecessor": "preced",
	"spouse": "marr", "discoverer": "discover", "emperor": "rul", "voice": "voic",
}

// doers are the usual nouns for who does what a verb stem says, the best first.
var doers = map[string][]string{
	"direct": {"director"}, "writ": {"author"}, "found": {"founder"}, "compos": {"composer"}, "produc": {"producer"}, "act": {"actor"},
	"star": {"actor", "star"}, "play": {"player", "actor"}, "sing": {"singer"}, "perform": {"performer"}, "paint": {"painter", "artist"}, "invent": {"inventor"},
	"discover": {"discoverer"}, "creat": {"creator"}, "design": {"designer"}, "build": {"builder"}, "own": {"owner"}, "lead": {"leader"},
	"win": {"winner"}, "publish": {"publisher"}, "edit": {"editor"}, "govern": {"governor"}, "rul": {"ruler"}, "teach": {"teacher"}, "coach": {"coach"},
	"manag": {"manager"}, "develop": {"developer"}, "mak": {"maker"}, "host": {"host"}, "narrat": {"narrator"}, "translat": {"translator"},
	"kill": {"killer"}, "conduct": {"conductor"}, "succeed": {"successor"}, "preced": {"predecessor"}, "voic": {"voice"}, "author": {"author"},
	"illustrat": {"illustrator"}, "distribut": {"distributor"}, "sculpt": {"sculptor"}, "conquer": {"conqueror"}, "establish": {"founder"},
}

// whose are the relations that stand the other way round: whose son.
var whose = map[string][]string{
	"son": {"parent", "father", "mother"}, "daughter": {"parent", "father", "mother"}, "child": {"parent", "father", "mother"},
	"wife": {"spouse"}, "husband": {"spouse"}, "father": {"child"}, "mother": {"child"},
}

// relationVerbs are verbs that ask for somebody by a relation.
var relationVerbs = map[string][]string{
	"marry": {"spouse"}, "married": {"spouse"}, "marries": {"spouse"}, "succeed": {"successor"}, "succeeded": {"successor"}, "replaced": {"successor"},
	"preceded": {"predecessor"}, "precede": {"predecessor"}, "fathered": {"father"}, "mothered": {"mother"},
}

var irregularVerbs = map[string]string{
	"wrote": "writ", "written": "writ", "write": "writ", "sang": "sing", "sung": "sing", "led": "lead", "won": "win", "made": "mak", "makes": "mak",
	"built": "build", "taught": "teach", "drew": "draw", "drawn": "draw", "ran": "run", "held": "hold", "sold": "sell", "bought": "buy", "gave": "giv",
	"spoke": "speak", "fought": "fight", "came": "com", "became": "becom", "found": "find", "began": "begin", "did": "do", "had": "hav", "has": "hav",
	"wore": "wear", "rode": "rid", "drove": "driv", "shot": "shoot", "stole": "steal", "broke": "break", "brought": "bring", "born": "bear",
	"died": "di", "took": "tak", "went": "go", "said": "say", "lost": "los", "met": "meet", "sent": "send", "stars": "star", "starred": "star",
	"starring": "star", "played": "play", "plays": "play", "founded": "found", "married": "marr",
}
