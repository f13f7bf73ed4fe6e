package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/retriever"
)

// row is one line of a question file; see the README beside the data.
type row struct {
	ID         string          `json:"id"`
	Question   string          `json:"question"`
	RawAnswers json.RawMessage `json:"answers"`
	Answers    []string        `json:"-"`
	Type       string          `json:"type"`
	Supporting []string        `json:"supporting"`
	Title      string          `json:"title"`
	Passage    string          `json:"passage"`
	Leaves     []leaf          `json:"leaves"`
}

type leaf struct {
	ID        string          `json:"id"`
	Question  string          `json:"question"`
	RawAnswer json.RawMessage `json:"answer"`
	Answer    string          `json:"-"`
	DependsOn []string        `json:"depends_on"`
}

// example is one question with what is to be read for it.
type example struct {
	set       string
	id        string
	questions []string // wordings, the one of the data first
	answers   []string
	passages  []features.Passage
	titles    features.Titles // the catalogue of the passages' index, nil for none
	group     uint32          // examples of one group are never on both sides of a split
	weight    float32
	turn      int // 1 for every other epoch from the first, 2 for the others, 0 for all
}

func readRows(path string) ([]row, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var rows []row
	scan := bufio.NewScanner(f)
	scan.Buffer(make([]byte, 1<<20), 1<<26)
	for scan.Scan() {
		var r row
		if err := json.Unmarshal(scan.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		_ = json.Unmarshal(r.RawAnswers, &r.Answers)
		for i := range r.Leaves {
			_ = json.Unmarshal(r.Leaves[i].RawAnswer, &r.Leaves[i].Answer)
		}
		rows = append(rows, r)
	}
	return rows, scan.Err()
}

func readCorpus(path string) ([]retriever.Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var docs []retriever.Document
	scan := bufio.NewScanner(f)
	scan.Buffer(make([]byte, 1<<20), 1<<26)
	for scan.Scan() {
		var d retriever.Document
		if err := json.Unmarshal(scan.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		docs = append(docs, d)
	}
	return docs, scan.Err()
}

func group(title, passage string) uint32 {
	key := strings.ToLower(title)
	if key == "" {
		key = passage
	}
	h := fnv.New32a()
	h.Write([]byte(key))
	return h.Sum32()
}

// single reads the files whose rows hold their passage.
func single(data, file, set string, weight float32) ([]example, error) {
	rows, err := readRows(filepath.Join(data, file))
	if err != nil {
		return nil, err
	}
	var list []example
	for _, r := range rows {
		e := example{
			set: set, id: r.ID, questions: []string{r.Question}, answers: r.Answers, group: group(r.Title, r.Passage), weight: weight,
			passages: []features.Passage{{Title: r.Title, Text: r.Passage}},
		}
		if subject, relation, ok := strings.Cut(r.Question, " ; "); ok && strings.HasPrefix(set, "rel") {
			e.questions = wordings(subject, relation)
		}
		list = append(list, e)
	}
	return list, nil
}

// corpus is a collection of passages with its index.
type corpus struct {
	docs    []retriever.Document
	byTitle map[string][]int
	titles  features.Titles // of its index, nil where it has none
}

func newCorpus(path string) (*corpus, error) {
	docs, err := readCorpus(path)
	if err != nil {
		return nil, err
	}
	c := &corpus{docs: docs, byTitle: map[string][]int{}}
	for i, d := range docs {
		c.byTitle[strings.ToLower(d.Title)] = append(c.byTitle[strings.ToLower(d.Title)], i)
	}
	return c, nil
}

var reference = regexp.MustCompile(`#\d+`)

// leafExamples makes an example of every leaf of the multi-hop questions, with its gold passage.
func leafExamples(rows []row, c *corpus, set string) []example {
	var list []example
	seen := map[string]bool{}
	for _, r := range rows {
		answers := map[string]string{}
		for _, l := range r.Leaves {
			answers[l.ID] = l.Answer
		}
		for _, l := range r.Leaves {
			if l.Answer == "" {
				continue
			}
			filled := ""
			q := reference.ReplaceAllStringFunc(l.Question, func(m string) string {
				k, _ := strconv.Atoi(m[1:])
				if k >= 1 && k <= len(r.Leaves) {
					filled = r.Leaves[k-1].Answer
					return filled
				}
				return m
			})
			gold := goldPassage(c, r.Supporting, q, l.Answer)
			key := set + "|" + q + "|" + l.Answer
			if gold < 0 || seen[key] {
				continue
			}
			seen[key] = true
			d := c.docs[gold]
			e := example{
				set: set, id: r.ID + l.ID, questions: []string{q}, answers: leafAnswers(r, l), group: group(d.Title, d.Text), weight: 1,
				passages: []features.Passage{{Title: d.Title, Text: d.Text}},
			}
			if subject, relation, ok := strings.Cut(q, " >> "); ok {
				e.questions = wordings(subject, relation)
			}
			list = append(list, e)
		}
	}
	return list
}

// leafAnswers are the answers of a leaf: the last leaf of a chain has the spellings of the whole question's answer too.
func leafAnswers(r row, l leaf) []string {
	a := []string{l.Answer}
	for _, w := range r.Answers {
		if normalise(w) == normalise(l.Answer) {
			return append(a, r.Answers...)
		}
	}
	return a
}

// goldPassage finds the passage that a leaf's answer stands in, among the supporting titles: the one whose title shares most words with
// the question.
func goldPassage(c *corpus, titles []string, q, answer string) int {
	best, bestScore := -1, -1.0
	want := " " + normalise(answer) + " "
	words := map[string]bool{}
	for w := range strings.FieldsSeq(normalise(q)) {
		words[w] = true
	}
	for _, t := range titles {
		for _, i := range c.byTitle[strings.ToLower(t)] {
			d := c.docs[i]
			score := 0.0
			n := 0
			for w := range strings.FieldsSeq(normalise(d.Title)) {
				n++
				if words[w] {
					score++
				}
			}
			score = 2 * score / float64(max(n, 1))
			if strings.Contains(" "+normalise(d.Text)+" ", want) {
				score += 4
			} else if strings.Contains(" "+normalise(d.Title)+" ", want) {
				score++
			} else {
				continue
			}
			text := " " + normalise(d.Text) + " "
			hit := 0
			for w := range words {
				if strings.Contains(text, " "+w+" ") {
					hit++
				}
			}
			score += float64(hit) / float64(len(words)+1)
			if score > bestScore {
				best, bestScore = i, score
			}
		}
	}
	return best
}

// triples makes examples of slots whose subject is the title of a passage that holds the object: supervision from a distance.
func triples(rows []row, c *corpus, set string, weight float32, seen map[string]bool) []example {
	var list []example
	for _, r := range rows {
		answers := map[string]string{}
		for _, l := range r.Leaves {
			answers[l.ID] = l.Answer
			q := reference.ReplaceAllStringFunc(l.Question, func(m string) string {
				if k, _ := strconv.Atoi(m[1:]); k >= 1 && k <= len(r.Leaves) {
					return r.Leaves[k-1].Answer
				}
				return m
			})
			subject, relation, ok := strings.Cut(q, " >> ")
			if !ok || l.Answer == "" || seen[q] {
				continue
			}
			for _, i := range c.byTitle[strings.ToLower(subject)] {
				d := c.docs[i]
				if strings.Contains(" "+normalise(d.Text)+" ", " "+normalise(l.Answer)+" ") {
					seen[q] = true
					list = append(list, example{
						set: set, id: r.ID + l.ID, questions: wordings(subject, relation), answers: []string{l.Answer}, group: group(d.Title, d.Text),
						weight: weight, titles: c.titles, passages: []features.Passage{{Title: d.Title, Text: d.Text}},
					})
					break
				}
			}
		}
	}
	return list
}
