package eval

import "strings"

// relationQuestions words the relations of data sets that give a sub-question as "subject >> relation", by their labels in Wikidata. An %s
// stands for the subject.
var relationQuestions = map[string]string{
	"applies to jurisdiction": "Which jurisdiction does %s apply to?",
	"architect":               "Who was the architect of %s?",
	"author":                  "Who is the author of %s?",
	"award received":          "Which award did %s receive?",
	"basin country":           "Which country does %s drain?",
	"capital":                 "What is the capital of %s?",
	"capital of":              "What is %s the capital of?",
	"cast member":             "Who starred in %s?",
	"cause of death":          "What did %s die of?",
	"chairperson":             "Who is the chairperson of %s?",
	"characters":              "Which characters appear in %s?",
	"chief executive officer": "Who is the chief executive officer of %s?",
	"child":                   "Who is the child of %s?",
	"composer":                "Who composed the music of %s?",
	"conflict":                "Which war did %s fight in?",
	"contains administrative territorial entity": "Which place lies within %s?",
	"continent":              "On which continent is %s?",
	"country":                "Which country is %s in?",
	"country of citizenship": "Which country is %s a citizen of?",
	"country of origin":      "Which country is %s from?",
	"creator":                "Who created %s?",
	"crosses":                "What does %s cross?",
	"date of birth":          "When was %s born?",
	"date of death":          "When did %s die?",
	"developer":              "Who developed %s?",
	"director":               "Who directed %s?",
	"discoverer or inventor": "Who discovered or invented %s?",
	"dissolved, abolished or demolished date": "When did %s cease to exist?",
	"distributed by":                      "Who distributed %s?",
	"editor":                              "Who is the editor of %s?",
	"educated at":                         "Where was %s educated?",
	"employer":                            "Who did %s work for?",
	"ethnic group":                        "Which ethnic group does %s belong to?",
	"father":                              "Who is the father of %s?",
	"field of work":                       "Which field did %s work in?",
	"followed by":                         "What came after %s?",
	"follows":                             "What came before %s?",
	"founded by":                          "Who founded %s?",
	"genre":                               "What genre is %s?",
	"has part":                            "Who or what is part of %s?",
	"head of government":                  "Who is the head of government of %s?",
	"head of state":                       "Who is the head of state of %s?",
	"headquarters location":               "Where are the headquarters of %s?",
	"inception":                           "When was %s founded?",
	"industry":                            "Which industry is %s in?",
	"instance of":                         "What is %s?",
	"instrument":                          "Which instrument does %s play?",
	"language of work or name":            "Which language is %s in?",
	"languages spoken, written or signed": "Which language did %s speak?",
	"league":                              "Which league is %s in?",
	"licensed to broadcast to":            "Which city is %s licensed to broadcast to?",
	"located in or next to body of water": "Which body of water is %s by?",
	"located in the administrative territorial entity": "Where is %s located?",
	"located on terrain feature":                       "On which landform does %s lie?",
	"location":                                         "Where is %s?",
	"location of formation":                            "Where was %s formed?",
	"lyrics by":                                        "Who wrote the words of %s?",
	"main subject":                                     "What is %s about?",
	"manufacturer":                                     "Who makes %s?",
	"member of":                                        "What is %s a member of?",
	"member of political party":                        "Which political party did %s belong to?",
	"member of sports team":                            "Which team did %s play for?",
	"military branch":                                  "Which branch of the military did %s serve in?",
	"mother":                                           "Who is the mother of %s?",
	"mountain range":                                   "Which mountain range is %s part of?",
	"mouth of the watercourse":                         "Where does %s flow into?",
	"movement":                                         "Which movement did %s belong to?",
	"named after":                                      "What is %s named after?",
	"narrative location":                               "Where is %s set?",
	"nominated for":                                    "Which award was %s nominated for?",
	"notable work":                                     "What is the best-known work of %s?",
	"occupant":                                         "Who plays at %s?",
	"occupation":                                       "What is the occupation of %s?",
	"official language":                                "What is the official language of %s?",
	"operator":                                         "Who operates %s?",
	"original broadcaster":                             "Which network first broadcast %s?",
	"original language of film or TV show":             "What is the original language of %s?",
	"original language of work":                        "What is the original language of %s?",
	"owned by":                                         "Who owns %s?",
	"parent organization":                              "What is the parent organization of %s?",
	"parent taxon":                                     "Which group does %s belong to?",
	"part of":                                          "What is %s part of?",
	"part of the series":                               "Which series is %s part of?",
	"participant":                                      "Who took part in %s?",
	"participant in":                                   "What did %s take part in?",
	"performer":                                        "Who performed %s?",
	"place of birth":                                   "Where was %s born?",
	"place of burial":                                  "Where is %s buried?",
	"place of death":                                   "Where did %s die?",
	"place of detention":                               "Where was %s imprisoned?",
	"platform":                                         "Which platform was %s made for?",
	"position held":                                    "Which office did %s hold?",
	"position played on team / speciality":             "Which position does %s play?",
	"present in work":                                  "Which work does %s appear in?",
	"presenter":                                        "Who presented %s?",
	"producer":                                         "Who produced %s?",
	"product or material produced":                     "What does %s make?",
	"production company":                               "Which company produced %s?",
	"publication date":                                 "When was %s released?",
	"publisher":                                        "Who published %s?",
	"record label":                                     "Which record label is %s on?",
	"relative":                                         "Who is a relative of %s?",
	"religion":                                         "What is the religion of %s?",
	"residence":                                        "Where did %s live?",
	"screenwriter":                                     "Who wrote the screenplay of %s?",
	"series":                                           "Which series is %s part of?",
	"shares border with":                               "What does %s share a border with?",
	"sibling":                                          "Who is a brother or sister of %s?",
	"sport":                                            "Which sport does %s play?",
	"spouse":                                           "Who is the spouse of %s?",
	"start time":                                       "When did %s begin?",
	"end time":                                         "When did %s end?",
	"student of":                                       "Who was the teacher of %s?",
	"subsidiary":                                       "What is a subsidiary of %s?",
	"time of discovery or invention":                   "When was %s discovered or invented?",
	"tributary":                                        "What is a tributary of %s?",
	"unemployment rate":                                "What is the unemployment rate of %s?",
	"voice type":                                       "What is the voice type of %s?",
	"winner":                                           "Who won %s?",
	"work location":                                    "Where did %s work?",
}

// slotSeparator stands between subject and relation in a sub-question that is a slot.
const slotSeparator = ">>"

// splitSlot takes a "subject >> relation" apart. The relation is in lower case.
func splitSlot(question string) (subject, relation string, ok bool) {
	i := strings.LastIndex(question, slotSeparator)
	if i < 0 {
		return "", "", false
	}
	subject, relation = strings.TrimSpace(question[:i]), strings.ToLower(strings.TrimSpace(question[i+len(slotSeparator):]))
	return subject, relation, subject != "" && relation != ""
}

// Verbalize words a slot, "subject >> relation", as a question. Relations that are not in the table are asked for by their label. What is no
// slot is returned as it is.
func Verbalize(question string) string {
	subject, relation, ok := splitSlot(question)
	if !ok {
		return strings.TrimSpace(question)
	}
	before, after := relationWording(relation)
	return before + subject + after
}

// relationWording is what stands before and after the subject in the question for a relation.
func relationWording(relation string) (before, after string) {
	wording, ok := relationQuestions[relation]
	if !ok {
		wording = "What is the " + strings.ReplaceAll(relation, "%", "") + " of %s?"
	}
	before, after, _ = strings.Cut(wording, "%s")
	return before, after
}
