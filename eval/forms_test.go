package eval_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/eval"
)

// TestReadOtherForms reads rows made by hand in the forms of the files of public data sets.
func TestReadOtherForms(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want eval.Question
		plan string
		docs []string
	}{
		"HotpotQA": {
			text: `[{"_id":"h1","answer":"Oslo","question":"Where was the maker of Red Lamp born?","type":"bridge","level":"hard",
				"supporting_facts":[["Red Lamp",0],["Ann Bell",1],["Ann Bell",2]],
				"context":[["Red Lamp",["Red Lamp is a film."," Ann Bell made it."]],["Oslo",["Oslo is a city."]]]}]`,
			want: eval.Question{
				ID: "h1", Question: "Where was the maker of Red Lamp born?", Answers: []string{"Oslo"}, Type: "bridge",
				Supporting: []string{"Red Lamp", "Ann Bell"},
			},
			docs: []string{"Red Lamp is a film. Ann Bell made it.", "Oslo is a city."},
		},
		"HotpotQA in columns": {
			text: `{"id":"h1","answer":"yes","question":"Is it?","type":"comparison","supporting_facts":{"title":["A","B","A"],"sent_id":[0,1,2]},` +
				`"context":{"title":["A","B"],"sentences":[["One."," Two."],["Three."]]}}`,
			want: eval.Question{ID: "h1", Question: "Is it?", Answers: []string{"yes"}, Type: "comparison", Supporting: []string{"A", "B"}},
			docs: []string{"One. Two.", "Three."},
		},
		"2WikiMultihopQA": {
			text: `[{"_id":"w1","type":"bridge_comparison","question":"Which film's maker was born first?","answer":"Red Lamp",
				"context":[],"supporting_facts":[["Red Lamp",0]],
				"evidences":[["Red Lamp","director","Ann Bell"],["Blue Lamp","director","Carl Dorn"],["Ann Bell","date of birth","1950"],["carl dorn","date of birth","1940"]]}]`,
			want: eval.Question{
				ID: "w1", Question: "Which film's maker was born first?", Answers: []string{"Red Lamp"}, Type: "bridge_comparison",
				Supporting: []string{"Red Lamp"},
			},
			plan: "Who directed Red Lamp? * When was {#1} born? + Who directed Blue Lamp? * When was {#3} born?",
		},
		"MuSiQue": {
			text: `{"id":"2hop__1_2","question":"Who is the wife of the maker of Red Lamp?","answer":"Dora Bell","answer_aliases":["D. Bell"],"answerable":true,` +
				`"paragraphs":[{"idx":0,"title":"Red Lamp","paragraph_text":"A film.","is_supporting":true},{"idx":1,"title":"Oslo","paragraph_text":"A city.","is_supporting":false}],` +
				`"question_decomposition":[{"id":77,"question":"Red Lamp >> director","answer":"Ann Bell","paragraph_support_idx":0},{"id":78,"question":"Who married #1 ?","answer":"Dora Bell","paragraph_support_idx":1}]}`,
			want: eval.Question{
				ID: "2hop__1_2", Question: "Who is the wife of the maker of Red Lamp?", Answers: []string{"Dora Bell", "D. Bell"},
				Supporting: []string{"Red Lamp"},
			},
			plan: "Who directed Red Lamp? * Who married {#1}?",
			docs: []string{"A film.", "A city."},
		},
		"MuSiQue, not answerable": {
			text: `{"id":"m","question":"Who?","answer":"nobody","answerable":false}`,
			want: eval.Question{ID: "m", Question: "Who?"},
		},
		"StrategyQA": {
			text: `[{"qid":"s1","term":"Lamp","description":"","question":"Is a lamp older than a torch?","answer":true,"facts":["One."],
				"decomposition":["When was the lamp invented?","When was the torch invented?","Is #1 before #2?"],"evidence":[[]]}]`,
			want: eval.Question{ID: "s1", Question: "Is a lamp older than a torch?", Answers: []string{"yes"}},
			plan: "(When was the lamp invented? + When was the torch invented?) * Is {#1} before {#2}?",
		},
		"FanOutQA": {
			text: `[{"id":"f1","question":"How tall is each lamp?","answer":{"Red":1.5,"Blue":2},"categories":["x"],
				"decomposition":[{"id":"a0","question":"Which lamps are there?","decomposition":[],"answer":["Red","Blue"],"depends_on":[]},
					{"id":"a1","question":"How tall is Red?","answer":1.5,"depends_on":["a0"]},{"id":"a2","question":"How tall is Blue?","answer":2,"depends_on":["a0"]}],
				"necessary_evidence":[{"pageid":1,"title":"Lamps","url":"x"},{"pageid":2,"title":"Red"}]}]`,
			want: eval.Question{ID: "f1", Question: "How tall is each lamp?", Answers: []string{"1.5, 2"}, Supporting: []string{"Lamps", "Red"}},
			plan: "Which lamps are there? * How tall is {#1}?",
		},
		"BEIR": {
			text: `{"_id":"7","text":"lamps of Oslo","metadata":{}}`,
			want: eval.Question{ID: "7", Question: "lamps of Oslo"},
		},
		"FlashRAG": {
			text: `{"id":"test_0","question":"Who made it?","golden_answers":["Ann Bell","A. Bell"],"metadata":{"type":"x"}}`,
			want: eval.Question{ID: "test_0", Question: "Who made it?", Answers: []string{"Ann Bell", "A. Bell"}, Type: "x"},
		},
		"FlashRAG, HotpotQA": {
			text: `{"id":"dev_0","question":"Is it?","golden_answers":["yes"],"metadata":{"type":"comparison","level":"hard","supporting_facts":` +
				`{"title":["A","B"],"sent_id":[0,0]},"context":{"title":["A"],"sentences":[["One."," Two."]]}}}`,
			want: eval.Question{ID: "dev_0", Question: "Is it?", Answers: []string{"yes"}, Type: "comparison", Supporting: []string{"A", "B"}},
			docs: []string{"One. Two."},
		},
		"FlashRAG, 2WikiMultihopQA": {
			text: `{"id":"dev_1","question":"Where was the maker of Red Lamp born?","golden_answers":["Oslo"],"metadata":{"type":"compositional",` +
				`"supporting_facts":{"title":["Red Lamp","Ann Bell"],"sent_id":[0,0]},"context":{"title":["Red Lamp"],"content":[["A film."]]},` +
				`"evidences":{"fact":["Red Lamp","Ann Bell"],"relation":["director","place of birth"],"entity":["Ann Bell","Oslo"]}}}`,
			want: eval.Question{
				ID: "dev_1", Question: "Where was the maker of Red Lamp born?", Answers: []string{"Oslo"}, Type: "compositional",
				Supporting: []string{"Red Lamp", "Ann Bell"},
			},
			plan: "Who directed Red Lamp? * Where was {#1} born?",
			docs: []string{"A film."},
		},
		"FlashRAG, MuSiQue": {
			text: `{"id":"dev_2","question":"Who is the wife of the maker of Red Lamp?","golden_answers":["Dora Bell"],"metadata":{"answerable":true,` +
				`"metadata":{"paragraphs":[{"idx":0,"title":"Red Lamp","paragraph_text":"A film.","is_supporting":true}],` +
				`"question_decomposition":[{"id":1,"question":"Red Lamp >> director","answer":"Ann Bell"},{"id":2,"question":"Who married #1 ?","answer":"Dora Bell"}]}}}`,
			want: eval.Question{
				ID: "dev_2", Question: "Who is the wife of the maker of Red Lamp?", Answers: []string{"Dora Bell"}, Supporting: []string{"Red Lamp"},
			},
			plan: "Who directed Red Lamp? * Who married {#1}?",
			docs: []string{"A film."},
		},
		"Bamboogle": {
			text: "Question,Answer\r\n\"Who was first, Ann or \"\"Carl\"\"?\",Ann\r\n",
			want: eval.Question{ID: "1", Question: `Who was first, Ann or "Carl"?`, Answers: []string{"Ann"}},
		},
		"FRAMES": {
			text: "\tPrompt\tAnswer\twikipedia_link_1\treasoning_types\twiki_links\n" +
				"5\tHow old was he?\t37\thttps://en.wikipedia.org/wiki/X\tNumerical reasoning\t['https://en.wikipedia.org/wiki/Ann_Bell', 'https://en.wikipedia.org/wiki/Caf%C3%A9#Name']\n",
			want: eval.Question{
				ID: "5", Question: "How old was he?", Answers: []string{"37"}, Type: "Numerical reasoning", Supporting: []string{"Ann Bell", "Café"},
			},
		},
		"SciFact": {
			text: `{"id":"1","question":"Lamps burn.","supporting_ids":["31", 32]}`,
			want: eval.Question{ID: "1", Question: "Lamps burn.", SupportingIDs: []string{"31", "32"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			qs, err := eval.Read(strings.NewReader(c.text))
			require.NoError(t, err)
			require.Len(t, qs, 1)
			q := qs[0]
			assert.Equal(t, c.want.ID, q.ID)
			assert.Equal(t, c.want.Question, q.Question)
			assert.Equal(t, c.want.Answers, q.Answers)
			assert.Equal(t, c.want.Type, q.Type)
			assert.Equal(t, c.want.Supporting, q.Supporting)
			assert.Equal(t, c.want.SupportingIDs, q.SupportingIDs)
			var docs []string
			for _, p := range q.Passages {
				docs = append(docs, p.Text)
			}
			assert.Equal(t, c.docs, docs)
			if c.plan == "" {
				assert.Empty(t, q.Leaves)
				return
			}
			query, err := eval.GoldQuery(q)
			require.NoError(t, err)
			assert.Equal(t, c.plan, query.String())
		})
	}
}

func TestReadOtherFormsErrors(t *testing.T) {
	for name, c := range map[string]struct {
		text, want string
		line       int
	}{
		"array cut short":      {`[{"id":"1","question":"Who?"},`, "not JSON", 2},
		"array without end":    {`[{"id":"1","question":"Who?"}`, "no end", 1},
		"element":              {`[{"id":"1","question":"Who?"},{"id":"2"}]`, `no field "question"`, 2},
		"text":                 {"Who directed Jaws\n", "neither a JSON object nor the header", 1},
		"table with no answer": {"Question,Answer\nWho?,x\n,y\n", "the question is empty", 3},
		"quotes":               {"Question,Answer\n\"Who", "", 0},
	} {
		qs, err := eval.Read(strings.NewReader(c.text))
		if c.line == 0 {
			require.NoError(t, err, "%s: %v", name, qs)
			continue
		}
		var row *eval.RowError
		require.ErrorAs(t, err, &row, name)
		assert.Contains(t, row.Reason, c.want, name)
		assert.Equal(t, c.line, row.Line, name)
		assert.NotEmpty(t, row.Hint, name)
	}
}
