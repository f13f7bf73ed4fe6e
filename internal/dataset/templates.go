package dataset

import (
	"strings"

	"github.com/qcompiler/qcompiler/eval"
)

// Worded words a decomposition of triples as one question of our own: the last relation asked of the noun phrase that the others make,
// "When was the director of Jaws born?". It returns an empty text where the decomposition is no chain of triples.
func Worded(leaves []Leaf) string {
	if len(leaves) < 2 {
		return ""
	}
	phrase := ""
	for i, l := range leaves {
		subject, relation, ok := triple(l.Question)
		if !ok {
			return ""
		}
		switch {
		case i == 0 && len(l.DependsOn) == 0:
			phrase = subject
		case i > 0 && len(l.DependsOn) == 1 && l.DependsOn[0] == leaves[i-1].ID:
		default:
			return ""
		}
		if i == len(leaves)-1 {
			return eval.Verbalize(phrase + " >> " + relation)
		}
		if phrase = nounPhrase(relation, phrase); phrase == "" {
			return ""
		}
	}
	return ""
}

// nounPhrase words the thing that a relation leads to, as in "the director of Jaws".
func nounPhrase(relation, subject string) string {
	form, ok := nounPhrases[relation]
	if !ok {
		if !plainRelation(relation) {
			return ""
		}
		form = "the " + relation + " of %"
	}
	return strings.Replace(form, "%", subject, 1)
}

// plainRelation says whether "the ... of" can stand around a relation's label: it is a noun, and no participle and no half sentence.
func plainRelation(relation string) bool {
	words := strings.Fields(relation)
	if len(words) == 0 || len(words) > 3 {
		return false
	}
	for _, w := range words {
		switch w {
		case "in", "on", "at", "by", "to", "from", "with", "or", "and", "/", "as", "is", "has":
			return false
		}
	}
	last := words[len(words)-1]
	return !strings.HasSuffix(last, "ed") && last != "of" && last != "after"
}

// nounPhrases word relations whose label does not read as a noun.
var nounPhrases = map[string]string{
	"applies to jurisdiction": "the jurisdiction % applies to",
	"award received":          "the award % received",
	"capital of":              "the place % is the capital of",
	"cast member":             "the star of %",
	"contains administrative territorial entity": "the place within %",
	"country":                             "the country % is in",
	"country of citizenship":              "the country % is a citizen of",
	"country of origin":                   "the country % is from",
	"creator":                             "the creator of %",
	"crosses":                             "what % crosses",
	"distributed by":                      "the distributor of %",
	"educated at":                         "the place where % was educated",
	"followed by":                         "what came after %",
	"follows":                             "what came before %",
	"founded by":                          "the founder of %",
	"has part":                            "a part of %",
	"headquarters location":               "the place of the headquarters of %",
	"licensed to broadcast to":            "the city % is licensed to broadcast to",
	"located in or next to body of water": "the body of water by %",
	"located in the administrative territorial entity": "the place where % is located",
	"located on terrain feature":                       "the landform on which % lies",
	"location":                                         "the place where % is",
	"location of formation":                            "the place where % was formed",
	"lyrics by":                                        "the lyricist of %",
	"member of":                                        "what % is a member of",
	"member of political party":                        "the political party of %",
	"member of sports team":                            "the team % played for",
	"mouth of the watercourse":                         "the water % flows into",
	"named after":                                      "what % is named after",
	"narrative location":                               "the place where % is set",
	"nominated for":                                    "the award % was nominated for",
	"notable work":                                     "the best-known work of %",
	"owned by":                                         "the owner of %",
	"part of":                                          "what % is part of",
	"part of the series":                               "the series % is part of",
	"participant in":                                   "the event % took part in",
	"place of burial":                                  "the place where % is buried",
	"position held":                                    "the office % held",
	"present in work":                                  "the work % appears in",
	"publication date":                                 "the release date of %",
	"shares border with":                               "what % shares a border with",
	"student of":                                       "the teacher of %",
	"inception":                                        "the founding date of %",
}
