package extract_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/extract"
	"github.com/qcompiler/qcompiler/retriever"
)

func reader(t testing.TB, cfg extract.Config) *extract.Reader {
	t.Helper()
	r, err := extract.New(cfg)
	require.NoError(t, err)
	return r
}

// always answers whatever the confidence: these tests look at what is pointed at.
func always(t testing.TB) *extract.Reader { return reader(t, extract.Config{Threshold: -1}) }

var library = []retriever.Document{
	{ID: "1", Title: "Orla Penhallow", Text: strings.ReplaceAll(hundred, "\n", " ")},
	{ID: "2", Title: "Brightwater (1958 film)", Text: "Brightwater is a 1958 Norwegian drama film directed by Sigrid Aune and starring Leif Tangen and Ingrid Moe. The music was composed by Nils Haug. It was released on 14 October 1958."},
	{ID: "3", Title: "Sigrid Aune", Text: "Sigrid Aune (born 2 February 1921 in Tromsø – died 30 June 1999) was a Norwegian film director. Her father was the painter Kristian Aune. She was married to the actor Leif Tangen."},
	{ID: "4", Title: "Harmon Guild", Text: "The Harmon Guild was founded in 1902 by Ada Quill, Tom Brandt and Ines Ferrer. Its headquarters are in Lyon, France. The guild has about 4,200 members."},
	{ID: "5", Title: "Lake Ulvsjö", Text: "Lake Ulvsjö is a lake in Dalarna County, Sweden. It has an area of 12 square kilometres. The lake drains into the river Elde. There are no fish in Lake Ulvsjö."},
}

func TestRead(t *testing.T) {
	r := always(t)
	for _, c := range []struct {
		question, want string
		kind           answer.Kind
		title          string
	}{
		{"Who directed Brightwater?", "Sigrid Aune", answer.Person, "Brightwater (1958 film)"},
		{"Brightwater (1958 film) >> director", "Sigrid Aune", answer.Person, "Brightwater (1958 film)"},
		{"Who is the composer of Brightwater?", "Nils Haug", answer.Person, "Brightwater (1958 film)"},
		{"When was Sigrid Aune born?", "2 February 1921", answer.Date, "Sigrid Aune"},
		{"Sigrid Aune >> date of death", "30 June 1999", answer.Date, "Sigrid Aune"},
		{"Who is the father of Sigrid Aune?", "Kristian Aune", answer.Person, "Sigrid Aune"},
		{"Sigrid Aune >> country of citizenship", "Norwegian", answer.Nationality, "Sigrid Aune"},
		{"When was the Harmon Guild founded?", "1902", answer.Date, "Harmon Guild"},
		{"What country is Lake Ulvsjö in?", "Sweden", answer.Place, "Lake Ulvsjö"},
		{"Who is the mother of Orla Penhallow?", "Agnes Trewin", answer.Person, "Orla Penhallow"},
		{"Where did Orla Penhallow die?", "Stockholm", answer.Place, "Orla Penhallow"},
	} {
		a, err := r.Read(context.Background(), c.question, library)
		require.NoError(t, err)
		require.NotEmpty(t, a.Values, c.question)
		assert.Equal(t, c.want, a.Text, c.question)
		assert.Equal(t, c.kind, a.Values[0].Kind, c.question)
		require.NotEmpty(t, a.Values[0].Evidence, c.question)
		assert.Equal(t, c.title, a.Values[0].Evidence[0].Title, c.question)
	}
}

func TestEvidencePointsAtTheWords(t *testing.T) {
	r := always(t)
	for _, q := range []string{"Who directed Brightwater?", "When was Sigrid Aune born?", "How many members has the Harmon Guild?", "Who are the founders of the Harmon Guild?", "Are there fish in Lake Ulvsjö?"} {
		a, err := r.Read(context.Background(), q, library)
		require.NoError(t, err)
		for _, v := range a.Values {
			require.NotEmpty(t, v.Evidence, q)
			for _, e := range v.Evidence {
				doc := byID(t, e.ID)
				assert.Equal(t, doc.Title, e.Title)
				require.LessOrEqual(t, e.Sentence.End, len(doc.Text))
				assert.Equal(t, doc.Text[e.Sentence.Start:e.Sentence.End], e.Quote)
				if e.Span.End > 0 && v.Kind != answer.YesNo {
					assert.LessOrEqual(t, e.Sentence.Start, e.Span.Start)
					assert.GreaterOrEqual(t, e.Sentence.End, e.Span.End)
				}
			}
			if e := v.Evidence[0]; e.Span.End > 0 && v.Kind != answer.YesNo {
				assert.Equal(t, v.Text, byID(t, e.ID).Text[e.Span.Start:e.Span.End])
			}
			assert.True(t, v.Confidence >= 0 && v.Confidence <= 1)
		}
	}
}

func byID(t *testing.T, id string) retriever.Document {
	t.Helper()
	for _, d := range library {
		if d.ID == id {
			return d
		}
	}
	t.Fatalf("no passage has the id %q", id)
	return retriever.Document{}
}

func TestSeveralValues(t *testing.T) {
	a, err := always(t).Read(context.Background(), "Who are the founders of the Harmon Guild?", library)
	require.NoError(t, err)
	var texts []string
	for _, v := range a.Values {
		texts = append(texts, v.Text)
	}
	assert.Equal(t, []string{"Ada Quill", "Tom Brandt", "Ines Ferrer"}, texts)
}

func TestYesNo(t *testing.T) {
	r := always(t)
	for _, q := range []string{"Is Sigrid Aune a film director?", "Was the Harmon Guild founded in 1902?", "Are there fish in Lake Ulvsjö?"} {
		a, err := r.Answer(context.Background(), answer.Request{Question: q, Passages: library, Alternatives: 2, Explain: true})
		require.NoError(t, err)
		require.Len(t, a.Values, 1, q)
		assert.Contains(t, []string{"yes", "no"}, a.Text)
		assert.Equal(t, answer.YesNo, a.Values[0].Kind)
		assert.GreaterOrEqual(t, a.Confidence, 0.5)
		require.Len(t, a.Alternatives, 1)
		assert.InDelta(t, 1, a.Confidence+a.Alternatives[0].Confidence, 1e-9)
		assert.NotEmpty(t, a.Explanation)
	}
}

func TestPlainDenials(t *testing.T) {
	r := always(t)
	docs := []retriever.Document{{ID: "1", Title: "Sigrid Aune", Text: "Sigrid Aune was a Norwegian film director. She did not live in Tromsø."}}
	for q, want := range map[string]string{"Is Sigrid Aune a film director?": "yes", "Was Sigrid Aune Norwegian?": "yes", "Did Sigrid Aune live in Tromsø?": "no"} {
		a, err := r.Read(context.Background(), q, docs)
		require.NoError(t, err)
		assert.Equal(t, want, a.Text, q)
	}
}

func TestAStepOfAChainIsGuessed(t *testing.T) {
	r := reader(t, extract.Config{Threshold: 1.01})
	for _, guess := range []bool{false, true} {
		a, err := r.Answer(context.Background(), answer.Request{Question: "Who are the founders of the Harmon Guild?", Passages: library, Guess: guess})
		require.NoError(t, err)
		assert.Equal(t, guess, len(a.Values) > 0)
	}
}

func TestCatalogueSettlesWhereANameEnds(t *testing.T) {
	docs := []retriever.Document{{ID: "1", Title: "Alard of Vane", Text: "Alard of Vane was the son of Berengar Stone, 2nd Earl of Vane and his wife Odila."}}
	plain, err := always(t).Read(context.Background(), "Who is the father of Alard of Vane?", docs)
	require.NoError(t, err)
	assert.Contains(t, plain.Text, "Berengar Stone")
	for _, title := range []string{"Berengar Stone", "Berengar Stone, 2nd Earl of Vane"} {
		r := reader(t, extract.Config{Threshold: -1, Titles: titles{title: true}})
		a, err := r.Read(context.Background(), "Who is the father of Alard of Vane?", docs)
		require.NoError(t, err)
		assert.Contains(t, []string{plain.Text, title}, a.Text)
	}
}

type titles map[string]bool

func (t titles) Contains(s string) bool { return t[s] }

func TestAlternativesAreOtherTexts(t *testing.T) {
	a, err := always(t).Answer(context.Background(), answer.Request{Question: "Who starred in Brightwater?", Passages: library, Alternatives: 5, Explain: true})
	require.NoError(t, err)
	require.NotEmpty(t, a.Alternatives)
	assert.LessOrEqual(t, len(a.Alternatives), 5)
	seen := map[string]bool{a.Values[0].Text: true}
	last := 1.0
	for _, v := range a.Alternatives {
		assert.False(t, seen[v.Text], v.Text)
		seen[v.Text] = true
		assert.LessOrEqual(t, v.Confidence, last+1e-9)
		last = v.Confidence
	}
	assert.NotEmpty(t, a.Explanation)
}

func TestNotFound(t *testing.T) {
	r := reader(t, extract.Config{Threshold: 1.01})
	a, err := r.Read(context.Background(), "Who directed Brightwater?", library)
	require.NoError(t, err)
	assert.Empty(t, a.Values)
	assert.Empty(t, a.Text)
	assert.Contains(t, a.Reason, "threshold")
	for _, passages := range [][]retriever.Document{nil, {{ID: "1"}}, {{ID: "1", Text: "..., !!"}}} {
		a, err := always(t).Read(context.Background(), "Who directed Brightwater?", passages)
		require.NoError(t, err)
		assert.Empty(t, a.Values)
		assert.NotEmpty(t, a.Reason)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := always(t).Read(ctx, "Who directed Brightwater?", library)
	assert.ErrorIs(t, err, context.Canceled)
}

func TestWeightsOfAnotherMake(t *testing.T) {
	for _, w := range [][]byte{{}, []byte("QCREAD01"), []byte("something else")} {
		_, err := extract.New(extract.Config{Weights: w})
		assert.ErrorContains(t, err, "go run ./answer/extract/train")
	}
}

func TestSameAnswerFromMany(t *testing.T) {
	r := always(t)
	want, err := r.Read(context.Background(), "Who directed Brightwater?", library)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, q := range []string{"When was Sigrid Aune born?", "Who directed Brightwater?"} {
				got, err := r.Read(context.Background(), q, library)
				assert.NoError(t, err)
				if q == "Who directed Brightwater?" {
					assert.Equal(t, want, got)
				}
			}
		})
	}
	wg.Wait()
}

func TestOtherLanguages(t *testing.T) {
	r := always(t)
	for _, c := range []struct{ question, passage, want string }{
		{"Wann wurde die Brücke gebaut?", "Die Alte Brücke steht in Saltmark. Sie wurde 1887 gebaut und ist 240 Meter lang.", "1887"},
		{"Когда был построен мост?", "Старый мост находится в Сальтмарке. Мост был построен в 1887 году.", "1887"},
		{"متى بني الجسر؟", "يقع الجسر القديم في المدينة. بني الجسر عام 1887.", "1887"},
		{"桥是什么时候建的？", "旧桥位于城里。这座桥建于1887年。", "1887"},
	} {
		a, err := r.Read(context.Background(), c.question, []retriever.Document{{ID: "1", Text: c.passage}})
		require.NoError(t, err)
		assert.Contains(t, a.Text, c.want, c.question)
	}
}
