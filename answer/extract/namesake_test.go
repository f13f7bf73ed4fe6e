package extract_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/retriever"
)

// TestNamesakes asks for one of two people of the same name, who was found in a passage about his work.
func TestNamesakes(t *testing.T) {
	docs := []retriever.Document{
		{ID: "1", Title: "Olaf Brenner (politician)", Text: "Olaf Brenner (3 May 1880 – 9 June 1942) was a minister of trade and a member of parliament."},
		{ID: "2", Title: "Olaf Brenner (director)", Text: "Olaf Brenner (12 March 1931 – 4 April 2009) was a director of films and plays."},
		{ID: "3", Title: "Harbour Lights", Text: "Harbour Lights is a film directed by Olaf Brenner."},
	}
	film := &retriever.Document{ID: "3", Title: "Harbour Lights", Text: "Harbour Lights is a film directed by Olaf Brenner, after his own play."}
	law := &retriever.Document{ID: "4", Title: "Trade Act", Text: "The Trade Act was drawn up by the minister Olaf Brenner and passed by parliament."}
	silent := &retriever.Document{ID: "5", Title: "A list", Text: "Olaf Brenner"}
	const question = "When was Olaf Brenner born?"
	ask := func(origin *retriever.Document) answer.Answer {
		a, err := always(t).Answer(context.Background(), answer.Request{
			Question: question, Filled: []retriever.Range{{Start: 9, End: 21}}, Origins: []*retriever.Document{origin}, Passages: docs,
		})
		require.NoError(t, err)
		return a
	}
	assert.Equal(t, "12 March 1931", ask(film).Text)
	assert.Equal(t, "3 May 1880", ask(law).Text)
	assert.Equal(t, "12 March 1931", ask(&docs[1]).Text, "found in the passage about him")
	assert.Equal(t, ask(nil).Text, ask(silent).Text, "a passage that tells nothing changes nothing")
	assert.Equal(t, []retriever.Document{docs[0], docs[1], docs[2]}, docs, "the passages are not written to")
	assert.NotPanics(t, func() {
		_, err := always(t).Answer(context.Background(), answer.Request{
			Question: "x", Filled: []retriever.Range{{Start: -3, End: 90}, {Start: 1, End: 0}}, Origins: []*retriever.Document{film, film, film}, Passages: docs,
		})
		assert.NoError(t, err)
	})
}

func TestTownsOfOneName(t *testing.T) {
	docs := []retriever.Document{
		{ID: "1", Title: "Ashfield, Ohio", Text: "Ashfield is a town of 300 people. It was founded in 1850."},
		{ID: "2", Title: "Ashfield, Nevada", Text: "Ashfield is a town of 200 people. It was founded in 1870."},
	}
	for state, want := range map[string]string{"Ohio": "1850", "Nevada": "1870"} {
		origin := &retriever.Document{ID: "3", Title: "Odo Vane", Text: "Odo Vane is a painter. He was born in Ashfield, " + state + ", and lives there with his family in " + state + "."}
		a, err := always(t).Answer(context.Background(), answer.Request{
			Question: "When was Ashfield founded?", Filled: []retriever.Range{{Start: 9, End: 17}}, Origins: []*retriever.Document{origin}, Passages: docs,
		})
		require.NoError(t, err)
		assert.Equal(t, want, a.Text, state)
	}
}

func TestThingsToCount(t *testing.T) {
	docs := []retriever.Document{
		{ID: "1", Title: "Weave (language)", Text: "Weave is a programming language designed by Ida Marsh, Tom Reed and Ann Lund. It was announced in 2009."},
		{ID: "2", Title: "Lindal", Text: "Lindal is a company founded on May 4, 1975, by Bo Ek and Eva Strand. It makes boats."},
		{ID: "3", Title: "Ostia Land", Text: "Ostia Land is a country with an area of 5,210 square kilometres."},
		{ID: "4", Title: "Harmon Guild", Text: "The Harmon Guild has 250 members."},
	}
	for _, c := range []struct {
		question string
		doc      int
		want     []string
	}{
		{"How many people designed the programming language Weave?", 0, []string{"Ida Marsh", "Tom Reed", "Ann Lund"}},
		{"How many people founded Lindal?", 1, []string{"Bo Ek", "Eva Strand"}},
		{"How many people live in Ostia Land?", 2, []string{}},
		{"How many members has the Harmon Guild?", 3, []string{"250"}},
	} {
		a, err := always(t).Read(context.Background(), c.question, docs[c.doc:c.doc+1])
		require.NoError(t, err)
		assert.Equal(t, c.want, texts(a), "%s: %s", c.question, a.Reason)
	}
}

// TestListOfTitles wants the last title whole.
func TestListOfTitles(t *testing.T) {
	a, err := always(t).Read(context.Background(), "Which films did Olaf Brenner direct?", []retriever.Document{{
		ID: "1", Title: "Olaf Brenner", Text: "Olaf Brenner (born May 8, 1946) is a film director. He directed Oakfall, Redmere and Sander's Mill.",
	}})
	require.NoError(t, err)
	assert.Equal(t, []string{"Oakfall", "Redmere", "Sander's Mill"}, texts(a))
}
