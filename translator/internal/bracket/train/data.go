package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/qcompiler/qcompiler/translator"
)

// leaf is a gold sub-question. Of "X >> relation" a subject and a relation are made when it is aligned.
type leaf struct {
	ID        string   `json:"id"`
	Question  string   `json:"question"`
	DependsOn []string `json:"depends_on"`
}

// record is a question with its gold decomposition.
type record struct {
	ID        string   `json:"id"`
	Question  string   `json:"question"`
	Type      string   `json:"type"`
	Title     string   `json:"title"`
	Operators []string `json:"operators"`
	Leaves    []leaf   `json:"leaves"`

	source string
	group  string // questions of one group share a sub-question, directly or through others
}

func read(path string, each func(line []byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		if err := each(lines.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return lines.Err()
}

// records reads a file of questions.
func records(source, path string) ([]record, error) {
	var out []record
	err := read(path, func(line []byte) error {
		var r record
		var loose struct {
			Leaves json.RawMessage `json:"leaves"`
			record
		}
		if err := json.Unmarshal(line, &loose); err != nil {
			return err
		}
		r = loose.record
		if len(loose.Leaves) > 0 {
			if err := json.Unmarshal(loose.Leaves, &r.Leaves); err != nil {
				return err
			}
		}
		r.source = source
		out = append(out, r)
		return nil
	})
	return out, err
}

// corpora are the sets whose titles make up the catalogue.
var corpora = []string{"musique", "2wiki", "2wiki-pool", "hotpotqa", "nq", "squad"}

// catalogue reads the titles of the corpora named.
func catalogue(data string, names ...string) (*translator.TitleSet, error) {
	var titles []string
	for _, name := range names {
		err := read(filepath.Join(data, name, "corpus.jsonl"), func(line []byte) error {
			var doc struct {
				Title string `json:"title"`
			}
			if err := json.Unmarshal(line, &doc); err != nil {
				return err
			}
			titles = append(titles, doc.Title)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return translator.NewTitleSet(func(yield func(string) bool) {
		for _, t := range titles {
			if !yield(t) {
				return
			}
		}
	}), nil
}

// load reads all sources: questions with gold plans, and questions that are one leaf.
func load(data string) ([]record, error) {
	var out []record
	seen := make(map[string]bool)
	for _, s := range []struct{ source, path string }{
		{"musique", "musique/questions.jsonl"},
		{"musique", "decomposition/musique.jsonl"},
		{"2wiki", "2wiki/questions.jsonl"},
		{"2wiki", "2wiki-pool/questions.jsonl"},
		{"2wiki", "decomposition/2wiki.jsonl"},
		{"break", "decomposition/break.jsonl"},
		{"strategyqa", "decomposition/strategyqa.jsonl"},
		{"nq", "nq/questions.jsonl"},
		{"squad", "squad/questions.jsonl"},
		{"wiki", "reading/squadshifts-wiki.jsonl"},
		{"boolq", "reading/boolq.jsonl"},
	} {
		rows, err := records(s.source, filepath.Join(data, s.path))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if key := s.source + "\x00" + r.Question; !seen[key] {
				seen[key] = true
				out = append(out, r)
			}
		}
	}
	group(out)
	return out, nil
}

// group puts questions that share a sub-question into one group. MuSiQue names the sub-questions in the question's id; squad's questions
// go by article; of the others each is a group of its own.
func group(rows []record) {
	parent := make(map[string]string)
	var find func(string) string
	find = func(x string) string {
		if p, ok := parent[x]; ok && p != x {
			root := find(p)
			parent[x] = root
			return root
		}
		parent[x] = x
		return x
	}
	for i := range rows {
		r := &rows[i]
		switch r.source {
		case "musique":
			for _, sub := range subQuestions(r.ID) {
				parent[find("musique/"+sub)] = find(r.ID)
			}
			r.group = r.ID
		case "squad", "wiki":
			r.group = r.source + "/" + r.Title
		default:
			r.group = r.ID
		}
	}
	for i := range rows {
		rows[i].group = find(rows[i].group)
	}
}

// subQuestions returns the names of the sub-questions in the id of a question of MuSiQue.
func subQuestions(id string) []string {
	_, names, _ := strings.Cut(id, "__")
	return strings.Split(names, "_")
}
