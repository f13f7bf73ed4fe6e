package dataset_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/internal/dataset"
)

// fixtures are files made by hand in the form of each data set, with the expressions that they give.
var fixtures = []struct {
	file   string
	format dataset.Format
	want   []string // "expression", or "drop REASON" or "bad REASON"
}{
	{"musique.jsonl", dataset.MuSiQue, []string{
		"Who directed Copper Sky? * When was {director} born?",
		"Who performed Blue Lamp? * Who is the spouse of {performer}? * Where was {spouse} educated?",
		"Who owns Ely Mill? * when did {owner}'s father die",
		"drop unanswerable",
		"(What is the capital of Norland? + Who founded Tarn College?) * When did {capital} become bigger than {founder}?",
		"bad the line is not a JSON object",
	}},
	{"2wiki.json", dataset.TwoWiki, []string{
		"When was Ann Bell born? + When was Carl Dorn born?",
		"Who directed Copper Sky? * When did {director} die? + Who directed Grey Hill? * When did {director} die?",
		"Who is the mother of Ida Kern? * Who is the mother of {mother}?",
		"drop no-gold",
		"bad an evidence is not a triple",
	}},
	{"2wiki-columns.jsonl", dataset.TwoWiki, []string{
		"When was Ann Bell born? + When was Carl Dorn born?",
		"Who is the mother of Ida Kern? * Who is the mother of {mother}?",
		"drop no-gold",
		"bad an evidence is not a triple",
		"bad the field \"evidences\" cannot be a JSON string",
	}},
	{"break.csv", dataset.QDMR, []string{
		"What are flights? * What is {#1} from oslo? * What is {#2} that leave at noon?",
		"(What is the height of Copper Tower? + What is the height of Grey Tower?) * Which is higher of {#1}, {#2}?",
		"What are cubes? * What is number of {#1}? * Is it true that {#2} is more than 3?",
		"bad the row has 2 fields",
	}},
	{"strategyqa.json", dataset.StrategyQA, []string{
		"(How tall is Copper Tower? + How tall is Grey Tower?) * Is {#1} greater than {#2}?",
		"drop no-gold",
	}},
	{"fanoutqa.json", dataset.FanOutQA, []string{
		"Which towers stand in Norland? * How tall is {#1} in metres?",
		"What is the largest county of Norland? * Which towns lie in {#1}? * How many people live in {#2}?",
		"Who built Copper Tower? + Who built Grey Tower?",
	}},
	{"lines.jsonl", dataset.Lines, []string{
		"Who directed Copper Sky? * When was {director} born?",
		"Who built Copper Tower * Where was {builder} born",
		"drop invalid-gold",
		"bad the question is missing",
		"What is the country that mints the Norland crown? * What is the language spoken in {#1}?",
	}},
}

func convertAll(t *testing.T, file string, format dataset.Format, opts dataset.ConvertOptions) (rows []dataset.Row, got []string, found dataset.Format) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", file))
	require.NoError(t, err)
	defer f.Close()
	examples, found, err := dataset.Examples(f, format)
	require.NoError(t, err)
	for e, err := range examples {
		var bad *dataset.RowError
		if errors.As(err, &bad) {
			got = append(got, "bad "+bad.Reason)
			continue
		}
		require.NoError(t, err)
		made, err := dataset.Convert(e, opts)
		var drop *dataset.Dropped
		if errors.As(err, &drop) {
			assert.NotEmpty(t, drop.Detail)
			got = append(got, "drop "+string(drop.Reason))
			continue
		}
		require.NoError(t, err)
		rows = append(rows, made...)
		got = append(got, made[0].Expression)
	}
	return rows, got, found
}

func TestConvert(t *testing.T) {
	for _, f := range fixtures {
		for _, format := range []dataset.Format{f.format, dataset.Auto} {
			rows, got, found := convertAll(t, f.file, format, dataset.ConvertOptions{Source: "made"})
			assert.Equal(t, f.format, found, f.file)
			if !assert.Len(t, got, len(f.want), "%s: %q", f.file, got) {
				continue
			}
			for i, want := range f.want {
				if strings.HasPrefix(want, "bad ") {
					assert.Contains(t, got[i], want, f.file)
				} else {
					assert.Equal(t, want, got[i], f.file)
				}
			}
			for _, r := range rows {
				assert.Equal(t, "made", r.Source)
				assert.NotEmpty(t, r.Shape)
				assert.NotEmpty(t, r.Domain)
			}
		}
	}
}

func TestConvertFields(t *testing.T) {
	rows, _, _ := convertAll(t, "musique.jsonl", dataset.Auto, dataset.ConvertOptions{Source: "musique"})
	assert.Equal(t, dataset.Row{
		ID: "2hop__1_2", Question: "When was the person who made Copper Sky born?", Source: "musique", Type: "2hop",
		Expression: "Who directed Copper Sky? * When was {director} born?", Shape: "A * B", Domain: "people",
		Answers: []string{"3 May 1950", "1950"}, Supporting: []string{"Copper Sky", "Ann Bell"},
	}, rows[0])
	rows, _, _ = convertAll(t, "fanoutqa.json", dataset.Auto, dataset.ConvertOptions{})
	assert.Equal(t, []string{"Copper Tower, 80, Grey Tower, 95.5"}, rows[0].Answers)
	assert.Equal(t, "architecture", rows[0].Domain)
	assert.Equal(t, []string{"List of towers", "Copper Tower"}, rows[0].Supporting)
	rows, _, _ = convertAll(t, "strategyqa.json", dataset.Auto, dataset.ConvertOptions{})
	assert.Equal(t, []string{"no"}, rows[0].Answers)
	rows, _, _ = convertAll(t, "2wiki-columns.jsonl", dataset.Auto, dataset.ConvertOptions{})
	assert.Equal(t, []string{"Ann Bell", "Carl Dorn"}, rows[0].Supporting)
	rows, _, _ = convertAll(t, "2wiki.json", dataset.Auto, dataset.ConvertOptions{Numbered: true})
	assert.Equal(t, "Who directed Copper Sky? * When did {#1} die? + Who directed Grey Hill? * When did {#3} die?", rows[1].Expression)
}

func TestTemplates(t *testing.T) {
	rows, _, _ := convertAll(t, "musique.jsonl", dataset.Auto, dataset.ConvertOptions{Templates: true})
	var own []string
	for _, r := range rows {
		if r.Own {
			assert.True(t, strings.HasSuffix(r.ID, "-own"))
			own = append(own, r.Question)
		}
	}
	assert.Equal(t, []string{
		"When was the director of Copper Sky born?",
		"Where was the spouse of the performer of Blue Lamp educated?",
	}, own)
	leaf := func(id, question string, uses ...string) dataset.Leaf {
		return dataset.Leaf{ID: id, Question: question, DependsOn: uses}
	}
	for want, leaves := range map[string][]dataset.Leaf{
		"Who is the father of the founder of Ely Mill?": {leaf("a", "Ely Mill >> founded by"), leaf("b", "#1 >> father", "a")},
		"": {leaf("a", "Ely Mill >> founded by"), leaf("b", "who was #1", "a")},
	} {
		assert.Equal(t, want, dataset.Worded(leaves))
	}
	assert.Empty(t, dataset.Worded([]dataset.Leaf{leaf("a", "A >> owner"), leaf("b", "B >> owner")}), "no chain")
	assert.Empty(t, dataset.Worded([]dataset.Leaf{leaf("a", "A >> is made from or with"), leaf("b", "#1 >> owner", "a")}), "a label that is no noun")
}

func TestExamplesErrors(t *testing.T) {
	for in, want := range map[string]string{
		"":                  "the file is empty",
		"hello":             "fields of no known data set",
		`{"a":1}`:           "fields of no known data set",
		`[{"qid":"1","ques`: "ends within row 1",
		`[{"qid":"1","question":"q","answer":true,"decomposition":["a"]} x]`:             "row 2 is not JSON",
		"question_id,question_text,decomposition\n1,\"" + strings.Repeat("x", 10) + "\n": "",
	} {
		var last error
		examples, _, err := dataset.Examples(strings.NewReader(in), dataset.Auto)
		if last = err; err == nil {
			for _, err := range examples {
				last = err
			}
		}
		if want != "" {
			assert.ErrorContains(t, last, want, in)
		}
	}
	_, _, err := dataset.Examples(strings.NewReader("{}"), "yaml")
	assert.ErrorContains(t, err, `there is no format "yaml"; they are auto, musique`)
}

// FuzzExamples feeds any bytes to every format: no panic, every row either converts to an expression that compiles or says why not.
func FuzzExamples(f *testing.F) {
	for _, x := range fixtures {
		data, err := os.ReadFile(filepath.Join("testdata", x.file))
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range dataset.Formats() {
			examples, _, err := dataset.Examples(strings.NewReader(string(data)), format)
			if err != nil {
				continue
			}
			for e, err := range examples {
				if err != nil {
					continue
				}
				rows, err := dataset.Convert(e, dataset.ConvertOptions{Templates: true})
				var drop *dataset.Dropped
				if err != nil {
					require.ErrorAs(t, err, &drop)
				}
				for _, r := range rows {
					require.NotEmpty(t, r.Expression)
					require.NoError(t, dataset.Check(&r))
				}
			}
		}
	})
}

func ExampleConvert() {
	rows, err := dataset.Convert(dataset.Example{
		ID: "1", Question: "When was the maker of Jaws born?",
		Leaves: []dataset.Leaf{
			{ID: "A", Question: "Jaws >> director", Answers: []string{"Steven Spielberg"}},
			{ID: "B", Question: "#1 >> date of birth", DependsOn: []string{"A"}},
		},
	}, dataset.ConvertOptions{Templates: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rows {
		fmt.Printf("%s\n  %s\n", r.Question, r.Expression)
	}
	// Output:
	// When was the maker of Jaws born?
	//   Who directed Jaws? * When was {director} born?
	// When was the director of Jaws born?
	//   Who directed Jaws? * When was {director} born?
}
