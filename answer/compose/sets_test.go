package compose_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/compose"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// row is a question of a development set with its gold decomposition.
type row struct {
	ID, Question, Type string
	Answers            []string
	Leaves             []struct {
		ID, Question, Answer string
		DependsOn            []string `json:"depends_on"`
	}
}

func rows(t *testing.T, set string) []row {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(set)+".jsonl")
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		t.Skipf("no development data: %s is absent", path)
	}
	require.NoError(t, err)
	defer f.Close()
	var all []row
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var r row
		require.NoError(t, json.Unmarshal(lines.Bytes(), &r))
		all = append(all, r)
	}
	require.NoError(t, lines.Err())
	return all
}

// wording turns "subject >> relation" into a question as a translator would ask it.
func wording(subject, relation string) string {
	switch relation {
	case "date of birth":
		return "When was " + subject + " born"
	case "date of death":
		return "When did " + subject + " die"
	case "publication date":
		return "When was " + subject + " released"
	case "country of citizenship":
		return "What is the nationality of " + subject
	case "country", "country of origin":
		return "What country is " + subject + " from"
	}
	return "Who is the " + relation + " of " + subject
}

// request makes a finished run of gold answers: chains side by side, as the type's known shape says.
func request(r row) answer.ComposeRequest {
	req := answer.ComposeRequest{Question: r.Question}
	number := map[string]int{}
	var chains []answer.Node
	chainOf := map[int]int{}
	for i, l := range r.Leaves {
		number[l.ID] = i
		subject, relation, ok := strings.Cut(l.Question, " >> ")
		template, question := l.Question, l.Question
		f := answer.Finding{Leaf: i, Status: answer.Answered, Values: []answer.Value{{Text: l.Answer, Confidence: .9}}}
		if ok {
			template, question = wording(subject, relation), wording(subject, relation)
			if len(l.DependsOn) > 0 {
				template = wording("{x}", relation)
			}
		}
		node := answer.Node{Kind: answer.Leaf, Leaf: i}
		for _, d := range l.DependsOn {
			f.Inputs = append(f.Inputs, answer.Input{Placeholder: "x", Text: r.Leaves[number[d]].Answer, Leaf: number[d]})
		}
		f.Template, f.Question = template, question
		req.Leaves = append(req.Leaves, []answer.Finding{f})
		if len(l.DependsOn) == 0 {
			chainOf[i] = len(chains)
			chains = append(chains, node)
			continue
		}
		at := chainOf[number[l.DependsOn[0]]]
		chainOf[i] = at
		for _, d := range l.DependsOn[1:] { // a join: (A + B) * C
			if other := chainOf[number[d]]; other != at {
				chains[at] = answer.Node{Kind: answer.List, Children: []answer.Node{chains[at], chains[other]}}
				chains = append(chains[:other], chains[other+1:]...)
				for k, v := range chainOf {
					if v == other {
						chainOf[k] = at
					} else if v > other {
						chainOf[k] = v - 1
					}
				}
			}
		}
		chains[at] = answer.Node{Kind: answer.Dependent, Children: []answer.Node{chains[at], node}}
	}
	req.Tree = answer.Node{Kind: answer.List, Children: chains}
	if len(chains) == 1 {
		req.Tree = chains[0]
	}
	return req
}

// normal is SQuAD's normalisation: lower case, no punctuation, no articles, single spaces.
func normal(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r) {
			return -1
		}
		return r
	}, strings.ToLower(s))
	var kept []string
	for _, w := range strings.Fields(s) {
		if w != "a" && w != "an" && w != "the" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// lower makes of a request the one of a person who types no capitals.
func lower(req answer.ComposeRequest) answer.ComposeRequest {
	req.Question = strings.ToLower(req.Question)
	for i := range req.Leaves {
		f := &req.Leaves[i][0]
		f.Template, f.Question = strings.ToLower(f.Template), strings.ToLower(f.Question)
	}
	return req
}

// TestGoldLeaves composes the development sets from their gold leaf answers: what is lost here is lost by composition alone.
func TestGoldLeaves(t *testing.T) {
	for _, tt := range []struct {
		set   string
		floor float64
	}{{"2wiki/questions", .99}, {"2wiki-pool/questions", .99}, {"musique/questions", .99}, {"decomposition/2wiki", .99}} {
		t.Run(tt.set, func(t *testing.T) {
			n, right, small := 0, 0, 0
			for _, r := range rows(t, tt.set) {
				if len(r.Leaves) == 0 {
					continue
				}
				n++
				if correct(t, r, request(r)) {
					right++
				}
				if correct(t, r, lower(request(r))) {
					small++
				}
			}
			require.Positive(t, n)
			share := func(k int) float64 { return float64(k) / float64(n) }
			t.Logf("%s: right %d of %d (%.1f%%), without capitals %d (%.1f%%)", tt.set, right, n, 100*share(right), small, 100*share(small))
			assert.GreaterOrEqual(t, share(right), tt.floor)
			assert.GreaterOrEqual(t, share(small), tt.floor)
		})
	}
}

func correct(t *testing.T, r row, req answer.ComposeRequest) bool {
	t.Helper()
	a, err := compose.New().Compose(context.Background(), req)
	require.NoError(t, err)
	for _, gold := range r.Answers {
		if normal(gold) == normal(a.Text) {
			return true
		}
	}
	t.Logf("%s\n  gold %q got %q (%s: %s)", req.Question, r.Answers, a.Text, a.Operation, a.Reason)
	return false
}
