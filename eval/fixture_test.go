package eval_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
	"github.com/qcompiler/qcompiler/translator"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// golden compares with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o777))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o666))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run the tests with -update to make it")
	assert.Equal(t, string(want), got, "run the tests with -update if this is wanted")
}

// lamps is a world small enough to know by heart.
var lamps = []retriever.Document{
	{ID: "1", Title: "Red Lamp", Text: "Red Lamp is a film directed by Ann Bell."},
	{ID: "2", Title: "Blue Lamp", Text: "Blue Lamp is a film directed by Carl Dorn."},
	{ID: "3", Title: "Ann Bell", Text: "Ann Bell was born in Oslo in 1950."},
	{ID: "4", Title: "Carl Dorn", Text: "Carl Dorn was born in Turin in 1940."},
	{ID: "5", Title: "Oslo", Text: "Oslo lies in Norway."},
	{ID: "6", Title: "Turin", Text: "Turin lies in Italy."},
	{ID: "7", Title: "Green Lamp", Text: "Green Lamp is a song sung by Eve Frost."},
	{ID: "8", Title: "Eve Frost", Text: "Eve Frost came into the world in Riga in 1960."},
	{ID: "9", Title: "History of lamps", Text: "Much has been written of lamps over the years, and among other things one reads that " +
		"Old Lamp is a film directed by Gus Hale, who is not known for anything else at all."},
	{ID: "10", Title: "Old Lamp one", Text: "Old Lamp, directed: old lamp."},
	{ID: "11", Title: "Old Lamp two", Text: "Old Lamp, directed: old lamp."},
	{ID: "12", Title: "Old Lamp three", Text: "Old Lamp, directed: old lamp."},
	{ID: "13", Title: "Old Lamp four", Text: "Old Lamp, directed: old lamp."},
	{ID: "15", Title: "Pink Lamp", Text: "Pink Lamp was made by Ann Bell of Oslo."},
	{ID: "14", Title: "Old Lamp five", Text: "Old Lamp, directed: old lamp."},
}

// reads are the questions the test's reader understands, with what it looks for; %s is the rest of the question.
var reads = []struct{ question, text string }{
	{`^Who directed (?:the film )?(.+?)\??$`, `%s is a film directed by (\w+ \w+)`},
	{`^Where was (.+?) born\??$`, `%s was born in (\w+)`},
	{`^When was (.+?) born\??$`, `%s was born in \w+ in (\d+)`},
	{`^Which country is (.+?) in\??$`, `%s lies in (\w+)`},
	{`^Who made (.+?)\??$`, `%s was made by ([\w ]+)`},
	{`^Who performed (.+?)\??$`, `%s is a song sung by (\w+ \w+)`},
}

// reader reads by patterns: enough to be right, and to be wrong, for reasons one can see.
var reader = answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
	for _, r := range reads {
		m := regexp.MustCompile(r.question).FindStringSubmatch(req.Question)
		if m == nil {
			continue
		}
		pattern := regexp.MustCompile(fmt.Sprintf(r.text, regexp.QuoteMeta(m[1])))
		for _, p := range req.Passages {
			at := pattern.FindStringSubmatchIndex(p.Text)
			if at == nil {
				continue
			}
			value := answer.Value{Text: p.Text[at[2]:at[3]], Confidence: 0.9, Evidence: []answer.Evidence{{
				ID: p.ID, Title: p.Title, Span: retriever.Range{Start: at[2], End: at[3]},
			}}}
			return answer.Answer{Text: value.Text, Values: []answer.Value{value}, Confidence: 0.9}, nil
		}
	}
	return answer.Answer{}, nil
})

// composer gives the last value there is, or for "Which is older, A or B" the subject of the lesser one.
var composer = answer.ComposeFunc(func(_ context.Context, req answer.ComposeRequest) (answer.Answer, error) {
	var last, least string
	var film string
	for _, findings := range req.Leaves {
		for _, f := range findings {
			for _, v := range f.Values {
				last = v.Text
				if strings.HasPrefix(f.Question, "When") && (least == "" || v.Text < least) {
					least, film = v.Text, f.Question
				}
			}
		}
	}
	if strings.Contains(req.Question, "older") {
		film = strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(film, "When was "), "?"), " born")
		return answer.Answer{Text: film, Confidence: 0.8}, nil
	}
	if last == "" {
		return answer.Answer{Reason: "nothing was found"}, nil
	}
	return answer.Answer{Text: last, Confidence: 0.7}, nil
})

// plans are what the test's translator knows.
var plans = map[string]string{
	"Where was the director of Red Lamp born?":                 "Who directed Red Lamp * Where was {director} born",
	"In which country was the director of Blue Lamp born?":     "Who directed Blue Lamp * Which country is {director} in",
	"Who is older, Ann Bell or Carl Dorn?":                     "When was Ann Bell born + When was Carl Dorn born",
	"Who of the two is older by now, Ann Bell or Carl Dorn?":   "When was Ann Bell born + When was Carl Dorn born",
	"Where was the performer of Green Lamp born?":              "Who performed Green Lamp * Where was {performer} born",
	"Where was the woman who directed a film about red born?":  "Who directed Red Lamp * Where was {director} born",
	"Which country is the birthplace of Ann Bell in?":          "Where was Ann Bell born * Which country is {place} in",
	"Which question about Oslo breaks the reader?":             "Which question about Oslo breaks the reader?",
	"In which country was the director of Red Lamp born?":      "Who directed Red Lamp * Where was {director} born * Which country is {#1} in",
	"Where was the maker of Pink Lamp born?":                   "Who made Pink Lamp * Where was {maker} born",
	"Where was the maker of Rose Lamp born?":                   "Who made the lamp * Where was {maker} born",
	"Who directed Old Lamp?":                                   "Who directed Old Lamp?",
	"What does nobody know about the director of Yellow Lamp?": "Who directed Yellow Lamp * What does nobody know about {director}",
}

var translate = translator.Func(func(_ context.Context, question string) (translator.Translation, error) {
	plan, ok := plans[question]
	if !ok {
		return translator.Translation{}, errors.New("this translator does not know the question")
	}
	program, err := qcompiler.Compile(plan)
	if err != nil {
		return translator.Translation{}, err
	}
	return translator.Translation{Question: question, Query: program.Query(), By: "table"}, nil
})

func parts(t testing.TB) eval.Parts {
	t.Helper()
	index, err := memory.New(lamps, memory.Config{})
	require.NoError(t, err)
	return eval.Parts{Translator: translate, Retriever: index, Answerer: reader, Composer: composer}
}

func questions(t testing.TB) []eval.Question {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "questions.jsonl"))
	require.NoError(t, err)
	defer file.Close()
	qs, err := eval.Read(file)
	require.NoError(t, err)
	return qs
}

// frozen is a clock that stands still, so that reports can be compared.
func frozen() time.Time { return time.Unix(0, 0) }
