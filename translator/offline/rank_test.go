package offline_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/offline"
)

func TestShapes(t *testing.T) {
	tr := offline.New(offline.Config{Titles: translator.NewTitleSet(slices.Values([]string{"Dune (novel)", "Jaws (film)"}))})
	for question, letters := range map[string]string{
		"Is Mount Etna higher than Mount Fuji?":                                    "A + B",
		"Which film came out first, Alien or Jaws?":                                "A + B",
		"Is the mayor of Berlin older than the mayor of Paris?":                    "A * B + C * D",
		"Which river runs through the city where Mozart was born?":                 "A * B",
		"Who is the wife of the man who founded the company that makes the Vespa?": "A * B * C",
		"When was the director of Jaws born?":                                      "A * B",
		"when was the director of jaws born":                                       "A * B",
		"birthplace of the author of Dune":                                         "A * B",
		"How many moons does Mars have?":                                           "A",
		"What did Ada Lovelace and Charles Babbage write to each other about?":     "A",
		"was bedeutet das alles":                                                   "A",
		"Jaws":                                                                     "A",
	} {
		got, err := tr.Translate(context.Background(), question)
		require.NoError(t, err)
		valid(t, got)
		assert.Equal(t, letters, got.Query.Letters(), "%s: %s", question, got.Query)
	}
}

// Of other languages the tables know some forms; everything else stays as it is, whatever its words look like in English.
func TestLanguages(t *testing.T) {
	tr := offline.New(offline.Config{})
	for question, letters := range map[string]string{
		"Wer ist älter, Ann Lee oder Bob Ray?":                                  "A + B",
		"Welche Stadt hat mehr Einwohner, Köln oder Bonn?":                      "A + B",
		"Wo wurde die Frau des Regisseurs von Alien geboren?":                   "A * B * C",
		"Wie heißt die Hauptstadt des Landes, in dem der Kölner Dom steht?":     "A * B",
		"Wie heißt die größte Stadt, die nicht an einem Fluss liegt?":           "A",
		"Wer wurde beauftragt, das Haus für die Jahre 1990 bis 1995 zu mieten?": "A",
		"谁更高，王五还是李四？":                                                           "A + B",
		"王五的妻子出生在哪里？":                                                           "A * B",
		"王五的儿子是？":                                                               "A",
		"Quelle est la capitale du pays où se trouve la tour ?":                 "A",
		"¿Quién dirigió la película y cuándo nació?":                            "A",
		"Кто построил дом, который стоит на холме?":                             "A",
	} {
		got, err := tr.Translate(context.Background(), question)
		require.NoError(t, err)
		valid(t, got)
		assert.Equal(t, letters, got.Query.Letters(), "%s: %s", question, got.Query)
	}
}

func TestAlternatives(t *testing.T) {
	question := "Who is the wife of the man who founded the company that makes the Vespa?"
	for _, n := range []int{0, 1, 3} {
		got, err := offline.New(offline.Config{Alternatives: n}).Translate(context.Background(), question)
		require.NoError(t, err)
		assert.LessOrEqual(t, len(got.Alternatives), n)
		seen := map[string]bool{got.Query.String(): true}
		for _, other := range got.Alternatives {
			assert.False(t, seen[other.Query.String()], "each plan once")
			seen[other.Query.String()] = true
		}
	}
}

func ExampleNew_explained() {
	tr := offline.New(offline.Config{})
	t, _ := tr.Translate(context.Background(), "Which river runs through the city where Mozart was born?")
	fmt.Println(t.Query)
	fmt.Println(t.By, strings.SplitN(t.Explanation[0], " (", 2)[0])
	// Output:
	// In which city was Mozart born * Which river runs through {city}
	// bracket bracket A: [the city where Mozart was born]
}
