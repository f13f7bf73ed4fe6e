package focus

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// In a question, | stands for a placeholder.
func TestAsks(t *testing.T) {
	for _, c := range []struct {
		question, name string
		want           bool
	}{
		{"Who is the director of Jaws", "director", true},
		{"Who directed Jaws", "director", true},
		{"When was | born", "director", false},
		{"When was | born", "date", true},
		{"When was | born", "birth date", true},
		{"When was | born", "year", true},
		{"Where was | born", "birthplace", true},
		{"Where was | born", "place of birth", true},
		{"When was the director of Jaws born", "director", false},
		{"Who wrote Dune", "author", true},
		{"Who wrote Dune", "writer", true},
		{"Who is the father of X", "father", true},
		{"Which film won the award", "film", true},
		{"Which film directed by X was released first", "film", true},
		{"In which country is X", "country", true},
		{"What is the capital of France", "capital", true},
		{"What is France's capital", "capital", true},
		{"Who is Jaws' director", "director", true},
		{"Who was Jaws directed by", "director", true},
		{"Jaws was directed by whom", "director", true},
		{"What is the name of the river that flows", "river", true},
		{"List the films of X", "films", true},
		{"List all films directed by X", "film", true},
		{"How many people live in X", "number", true},
		{"director of Jaws", "director", true},
		{"Jaws >> director", "director", true},
		{"Who is the film director of X", "director", true},
		{"Who is the director of X", "film director", true},
		{"Who did X marry", "spouse", true},
		{"Who is X married to", "wife", true},
		{"Who directed Jaws", "directer", false},
		{"Who is the wife of X", "spouse", true},
		{"What year was X born", "year", true},
		{"Who founded Apple", "founder", true},
		{"Who composed X", "composer", true},
		{"Who starred in X", "actor", true},
		{"Who won the cup", "winner", true},
		{"What is the population of X", "population", true},
		{"What is the population of the city", "city", false},
		{"Who is the director of the film that won", "film", false},
		{"谁是《大白鲨》的导演", "导演", true},
		{"|什么时候出生", "导演", false},
		{"Wer ist der Regisseur von Jaws", "regisseur", true},
		{"Wann wurde der Regisseur von Jaws geboren", "regisseur", false},
		{"Кто режиссёр фильма X", "режиссёр", true},
		{"Who are the founders of X", "founder", true},
		{"Which actors played in X", "actor", true},
		{"What is the birth place of X", "birthplace", true},
		{"What is |'s birthplace", "birthplace", true},
		{"Who is |'s mother", "mother", true},
		{"Who owns |", "owner", true},
		{"What company owns |", "company", true},
		{"What river runs through |", "river", true},
		{"Who directed Jaws", "director's", true},
		{"Who's the author of Dune", "author", true},
		{"Tell me who directed Jaws", "director", true},
		{"Could you please tell me who directed Jaws?", "director", true},
		{"Which of Shakespeare's plays is set in Verona", "play", true},
		{"Who wrote Hamlet", "playwright", true},
		{"Who played Batman", "actress", true},
		{"Whose son was Alexander", "father", true},
		{"A", "a", true},
		{"A", "b", false},
		{"Who is the president and CEO of X", "ceo", true},
	} {
		f := Of(strings.Split(c.question, "|"))
		name := ParseName(c.name)
		assert.Equal(t, c.want, f.Asks(&name), "%q {%s}: noun %s, keys %q", c.question, c.name, f.Noun, f.Keys)
	}
}

func TestNoun(t *testing.T) {
	for _, c := range []struct{ question, want string }{
		{"Who directed Jaws", "director"},
		{"Who is the father of |", "father"},
		{"When was | born", "date"},
		{"What is the name of the river in |", "river"},
		{"List the founders of |", "founder"},
		{"How many films did | make", "number"},
		{"Which university did | attend", "university"},
		{"Who knows", "person"},
		{"Is | older than |", "answer"},
		{"", ""},
		{"What is the longest bridge that crosses |", "bridge"},
	} {
		f := Of(strings.Split(c.question, "|"))
		assert.Equal(t, c.want, f.Noun, c.question)
	}
}

func TestParseName(t *testing.T) {
	for folded, want := range map[string]Name{
		"director":    {Text: "director", Keys: []string{"director", "~direct"}},
		"director2":   {Text: "director", Number: 2, Keys: []string{"director", "~direct"}},
		"director 12": {Text: "director", Number: 12, Keys: []string{"director", "~direct"}},
		"7":           {Text: "7", Keys: []string{"7"}},
		"birth date":  {Text: "birth date", Keys: []string{"birth date", "date"}},
	} {
		assert.Equal(t, want, ParseName(folded), folded)
	}
}

func FuzzOf(f *testing.F) {
	f.Add("Who is the director of |?", "director")
	f.Add("’s's", "#1")
	f.Fuzz(func(_ *testing.T, question, name string) {
		f, n := Of(strings.Split(question, "|")), ParseName(name)
		f.Asks(&n)
	})
}

func BenchmarkOf(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Of([]string{"Who is the director of Jaws"})
	}
}
