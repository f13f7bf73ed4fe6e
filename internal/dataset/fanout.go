package dataset

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// fanStep is a step of FanOutQA's decompositions, which are nested.
type fanStep struct {
	ID       string          `json:"id"`
	Question string          `json:"question"`
	Steps    []fanStep       `json:"decomposition"`
	Answer   json.RawMessage `json:"answer"`
	Depends  []string        `json:"depends_on"`
	Evidence *fanEvidence    `json:"evidence"`
	Support  *fanEvidence    `json:"support"`
}

type fanEvidence struct {
	Title string `json:"title"`
}

// readFanOut reads a row of FanOutQA. Its steps ask the same of each item of a list, an item a step; in G[q] that is one leaf, which runs
// once for each value.
func readFanOut(data json.RawMessage) (Example, error) {
	var in struct {
		ID         string          `json:"id"`
		Question   string          `json:"question"`
		Steps      []fanStep       `json:"decomposition"`
		Answer     json.RawMessage `json:"answer"`
		Categories []string        `json:"categories"`
		Necessary  []fanEvidence   `json:"necessary_evidence"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return Example{ID: in.ID}, err
	}
	e := Example{ID: in.ID, Question: in.Question, Type: "fan-out", Answers: joined(in.Answer)}
	if len(in.Categories) > 0 {
		e.Domain = strings.ToLower(in.Categories[0])
	}
	for _, n := range in.Necessary {
		e.support(n.Title)
	}
	return e, e.addFan(in.Steps)
}

// addFan adds nested steps as leaves, those that ask the same of each item of a list as one.
func (e *Example) addFan(steps []fanStep) error {
	var f flattener
	if err := f.add(steps, nil, 0); err != nil {
		return err
	}
	for _, s := range f.steps {
		for _, ev := range []*fanEvidence{s.Evidence, s.Support} {
			if ev != nil {
				e.support(ev.Title)
			}
		}
	}
	e.Leaves = append(e.Leaves, collapse(f.leaves())...)
	return nil
}

func (e *Example) support(title string) {
	if title != "" && !slices.Contains(e.Supporting, title) {
		e.Supporting = append(e.Supporting, title)
	}
}

// joined is an answer as one text; what are lists and objects in the data set are all true together.
func joined(data json.RawMessage) []string {
	parts := keysAndTexts(data)
	if len(parts) == 0 {
		return nil
	}
	return []string{strings.Join(parts, ", ")}
}

// flattener takes nested steps apart. A step that has steps of its own stands for its last ones: those that none of the others uses.
type flattener struct {
	steps []fanStep
	ends  map[string][]string
}

// mostNested bounds how deep steps are nested and how many there are.
const (
	mostNested = 32
	mostSteps  = 4096
)

func (f *flattener) add(steps []fanStep, inherited []string, depth int) error {
	if depth > mostNested || len(f.steps)+len(steps) > mostSteps {
		return fmt.Errorf("the decomposition is nested deeper than %d or has more than %d steps", mostNested, mostSteps)
	}
	if f.ends == nil {
		f.ends = map[string][]string{}
	}
	for _, s := range steps {
		var uses []string
		for _, id := range s.Depends {
			if to, ok := f.ends[id]; ok {
				uses = append(uses, to...)
			} else {
				uses = append(uses, id) // an id that is none is told later, with the rest
			}
		}
		if len(s.Depends) == 0 { // the first steps inside of a step use what that uses
			uses = inherited
		}
		if len(s.Steps) == 0 {
			s.Depends = uses
			f.steps = append(f.steps, s)
			f.ends[s.ID] = []string{s.ID}
			continue
		}
		before := len(f.steps)
		if err := f.add(s.Steps, uses, depth+1); err != nil {
			return err
		}
		f.ends[s.ID] = lastOf(f.steps[before:])
	}
	return nil
}

// lastOf returns the ids of the steps that none of the others uses.
func lastOf(steps []fanStep) []string {
	used := map[string]bool{}
	for _, s := range steps {
		for _, id := range s.Depends {
			used[id] = true
		}
	}
	var out []string
	for _, s := range steps {
		if !used[s.ID] {
			out = append(out, s.ID)
		}
	}
	return out
}

func (f *flattener) leaves() []Leaf {
	out := make([]Leaf, len(f.steps))
	for i, s := range f.steps {
		out[i] = Leaf{ID: s.ID, Question: s.Question, Answers: texts(s.Answer), DependsOn: s.Depends}
		if strings.HasPrefix(strings.TrimSpace(string(s.Answer)), "{") {
			out[i].Answers = keysAndTexts(s.Answer)
		}
	}
	return out
}

// collapse makes one leaf of those that depend on the same leaf and differ only in which of its answers they name.
func collapse(leaves []Leaf) []Leaf {
	number := make(map[string]int, len(leaves))
	for i, l := range leaves {
		number[l.ID] = i
	}
	became := map[string]string{} // the leaf that stands for another now
	first := map[string]int{}     // by pattern, where the leaf of the pattern is in out
	var out []Leaf
	for _, l := range leaves {
		pattern, ok := fanPattern(leaves, number, l)
		if !ok {
			out = append(out, l)
			continue
		}
		key := strings.Join(l.DependsOn, "\x00") + "\x00" + strings.ToLower(pattern)
		if at, seen := first[key]; seen {
			out[at].Answers = append(out[at].Answers, l.Answers...)
			became[l.ID] = out[at].ID
			continue
		}
		first[key] = len(out)
		l.Question = pattern
		out = append(out, l)
	}
	place := make(map[string]int, len(out))
	for i, l := range out {
		place[l.ID] = i
	}
	for i := range out {
		var uses []string
		for _, id := range out[i].DependsOn {
			if to, ok := became[id]; ok {
				id = to
			}
			if !slices.Contains(uses, id) {
				uses = append(uses, id)
			}
		}
		out[i].DependsOn = uses
		// The pattern names its producer by the mark; now that places are known it is a reference.
		if len(uses) > 0 {
			if at, ok := place[uses[0]]; ok {
				out[i].Question = strings.ReplaceAll(out[i].Question, valueMark, fmt.Sprintf("#%d", at+1))
			}
		}
	}
	return out
}

// valueMark stands for a value in a pattern. No text of a data set holds it, since it is no character.
const valueMark = "\uFFFF"

// fanPattern returns the question of a leaf with the mark in place of a value of the one leaf it depends on; the longest value counts.
func fanPattern(leaves []Leaf, number map[string]int, l Leaf) (string, bool) {
	if len(l.DependsOn) != 1 || strings.Contains(l.Question, valueMark) {
		return "", false
	}
	i, ok := number[l.DependsOn[0]]
	if !ok || len(leaves[i].Answers) < 2 {
		return "", false
	}
	best := ""
	for _, v := range leaves[i].Answers {
		if v = strings.TrimSpace(v); len(v) > len(best) && len(v) > 1 && wordsIn(l.Question, v) >= 0 {
			best = v
		}
	}
	if best == "" {
		return "", false
	}
	at := wordsIn(l.Question, best)
	return l.Question[:at] + valueMark + l.Question[at+len(best):], true
}

// wordsIn returns where whole words stand in a text, letter case aside; -1 where they don't.
func wordsIn(text, words string) int {
	lower, sought := strings.ToLower(text), strings.ToLower(words)
	if len(lower) != len(text) || len(sought) != len(words) { // a letter changed its length with its case
		lower, sought = text, words
	}
	for from := 0; ; {
		at := strings.Index(lower[from:], sought)
		if at < 0 {
			return -1
		}
		at += from
		if !letterBefore(lower, at) && !letterAfter(lower, at+len(sought)) {
			return at
		}
		from = at + 1
	}
}
