package verbalise_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

var titles = translator.NewTitleSet(slices.Values([]string{"Whenever, Wherever"}))

func words(text string) verbalise.Words {
	q := phrase.New(text, phrase.Options{Titles: titles})
	return verbalise.Of(q, 0, len(q.Tokens))
}

func TestQuestion(t *testing.T) {
	for _, c := range []struct{ in, want, head string }{
		// noun phrases
		{"the director of Jaws", "Who is the director of Jaws", "director"},
		{"director of Jaws", "Who is the director of Jaws", "director"},
		{"Population of Peru", "What is the population of Peru", "population"},
		{"the members of Abba", "Who are the members of Abba", "member"},
		{"the first ship that reached Lima", "What is the first ship that reached Lima", "ship"},
		{"the same county as Leeds", "What is the county of Leeds", "county"},
		{"the same language as that of Peru", "What is the language of Peru", "language"},
		{"the claimant that Leeds had become a city", "Who claimed that Leeds had become a city", "person"},
		{"the oldest player drafted by Ajax", "Who is the oldest player drafted by Ajax", "player"},
		{"the place Ann Lee died", "In which place did Ann Lee die", "place"},
		{"the city that Ann Lee was born", "In which city was Ann Lee born", "city"},
		{"the Baltic states", "What are the Baltic states", "state"},
		{"Ada's husband", "Who is Ada's husband", "husband"},
		{"the birthplace of Ada", "What is the birthplace of Ada", "birthplace"},
		{"date of birth of Ada", "What is the date of birth of Ada", "date"},
		{"the CEO of Dell", "Who is the CEO of Dell", "CEO"},
		{"the first three presidents of Brazil", "Who are the first three presidents of Brazil", "president"},
		{"the highest mountain in Peru", "What is the highest mountain in Peru", "mountain"},
		{"Emma", "What is Emma", "answer"},
		{"the area north of Lima", "What is the area north of Lima", "area"},
		{"the other bank based in Lima", "Which other bank is based in Lima", "bank"},
		{"the state where Lima located", "In which state is Lima located", "state"},
		{"the state the committee focuses on", "Which state does the committee focus on", "state"},
		{"which city headquarters the bank", "Which city headquarters the bank", "city"},
		// relative clauses
		{"the company that acquired GitHub", "Which company acquired GitHub", "company"},
		{"the company which makes the Rubik's Cube", "Which company makes the Rubik's Cube", "company"},
		{"the architect who designed the Sydney Opera House", "Which architect designed the Sydney Opera House", "architect"},
		{"the person who invented Lego", "Who invented Lego", "inventor"},
		{"the man that killed Lincoln", "Who killed Lincoln", "killer"},
		{"the band Bono is a member of", "Which band is Bono a member of", "band"},
		{"the team Pelé played for", "Which team did Pelé play for", "team"},
		{"the team that Pelé played for", "Which team did Pelé play for", "team"},
		{"the country where Angkor Wat is located", "In which country is Angkor Wat located", "country"},
		{"the city where Mozart died", "In which city did Mozart die", "city"},
		{"Ann Lee born", "Where was Ann Lee born", "place"},
		{"the newly founded joint venture of Lima", "What is the newly founded joint venture of Lima", "venture"},
		{"which newly founded town is near Lima", "Which newly founded town is near Lima", "town"},
		{"the Momo cast member", "Who is the Momo cast member", "member"},
		{"the top five Easter films at the cinema", "What are the top five Easter films at the cinema", "film"},
		{"the man whose car broke down", "Whose car broke down", "person"},
		{"the meeting where Ann Lee won", "In which meeting did Ann Lee win", "meeting"},
		{"the year Newton was born", "In which year was Newton born", "year"},
		{"which award the mayor won", "Which award did the mayor win", "award"},
		{"the year in which Newton was born", "In which year was Newton born", "year"},
		{"the novel on which Blade Runner is based", "On which novel is Blade Runner based", "novel"},
		{"the country whose capital is Oslo", "Which country's capital is Oslo", "country"},
		{"the mountain on whose slopes Zermatt lies", "On which mountain's slopes does Zermatt lie", "mountain"},
		{"the club for which Messi plays", "For which club does Messi play", "club"},
		{"the university attended by Dawkins", "Which university was attended by Dawkins", "university"},
		{"the element named after Mendeleev", "Which element is named after Mendeleev", "element"},
		{"the river flowing through Cologne", "Which river flows through Cologne", "river"},
		{"the river that flows through Cologne", "Which river flows through Cologne", "river"},
		{"the company that has its headquarters in Malmö", "Which company has its headquarters in Malmö", "company"},
		// clauses
		{"where Ada was born", "Where was Ada born", "place"},
		{"when Ada died", "When did Ada die", "date"},
		{"what company Ada works for", "What company does Ada work for", "company"},
		{"which film won the Oscar", "Which film won the Oscar", "film"},
		{"who directed Jaws", "Who directed Jaws", "director"},
		{"how many goals Pelé scored", "How many goals did Pelé score", "goal"},
		{"who wrote Emma?", "Who wrote Emma", "author"},
		{"in which city was Ada born", "In which city was Ada born", "city"},
		{"is Ada older than Bob", "Is Ada older than Bob", "answer"},
		// the question word where the answer would stand
		{"Ada studied at which university?", "Which university did Ada study at", "university"},
		{"Abba was formed in what year?", "In what year was Abba formed", "year"},
		{"Sweden is a member of which organisations?", "Which organisations is Sweden a member of", "organisation"},
		{"Ada won what award in 1840?", "What award did Ada win in 1840", "award"},
		{"Jaws was directed by who?", "Who was Jaws directed by", "person"},
		// statements
		{"Waterloo is a song by a band", "Which band is Waterloo a song by", "band"},
		{"Kastle contained the actress", "Which actress did Kastle contain", "actress"},
		{"KTRP was named after", "What was KTRP named after", "answer"},
		{"KTRP is located", "Where is KTRP located", "place"},
		{"KPRM is licensed to broadcast", "What is KPRM licensed to broadcast", "answer"},
		{"the city where Martin from Erla", "In which city is Martin from Erla", "city"},
		{"the country having That Dam", "Which country has That Dam", "country"},
		{"According to Wired, where does Yale rank", "According to Wired, where does Yale rank", "place"},
		{"Ada was born", "Where was Ada born", "place"},
		{"Ada is from", "Where is Ada from", "place"},
		{"the country where Nissedal", "In which country is Nissedal", "country"},
		{"the country that Ada", "What is the country of Ada", "country"},
		{"In 1900, what was the population of Peru?", "In 1900, what was the population of Peru", "population"},
		{"who first reached Samoa", "Who first reached Samoa", "person"},
		{"which country Ada is from", "Which country is Ada from", "country"},
		{"Ada played in what 2017 film?", "What 2017 film did Ada play in", "film"},
		{"Ada lives in which U.S. state?", "Which U.S. state does Ada live in", "state"},
		{"Ada won the Oscar for which film", "Which film did Ada win the Oscar for", "film"},
		{"the English inventor that met Ada", "Which English inventor met Ada", "inventor"},
		// orders
		{"Tell me who directed Jaws.", "Who directed Jaws", "director"},
		{"Name the capital of Peru.", "What is the capital of Peru", "capital"},
		{"I want to know when Ada was born.", "When was Ada born", "date"},
		{"Could you please tell me where Ada lived?", "Where did Ada live", "place"},
		{"List all the moons of Mars", "What are the moons of Mars", "moon"},
		{"name of the wife of Ada", "What is the name of the wife of Ada", "name"},
		{"state capital of Texas", "What is the state capital of Texas", "capital"},
		{"Find the birthplace of Ada.", "What is the birthplace of Ada", "birthplace"},
	} {
		t.Run(c.in, func(t *testing.T) {
			got := verbalise.Question(words(c.in))
			assert.Equal(t, c.want, got.String())
			assert.Equal(t, c.head, verbalise.Head(got), "head")
		})
	}
}

func TestStraight(t *testing.T) {
	for in, want := range map[string]string{
		"Where was the place of death of Ann Lee": "What is the place of death of Ann Lee",
		"When is the date of birth of Ann Lee":    "What is the date of birth of Ann Lee",
		"Where was Ann Lee born":                  "Where was Ann Lee born",
		"When was the mill built":                 "When was the mill built",
	} {
		assert.Equal(t, want, verbalise.Straight(words(in)).String())
	}
	clause := verbalise.Join(words("Which country"), verbalise.Words{verbalise.Slot("wife", 0)}, words("is from"))
	assert.Equal(t, "Which country is {wife} from", verbalise.Straight(clause).String())
}

func TestSlots(t *testing.T) {
	slot := verbalise.Words{verbalise.Slot("author", 1)}
	for _, c := range []struct{ before, after, want string }{
		{"the city where", "was born", "In which city was {author} born"},
		{"the band", "is a member of", "Which band is {author} a member of"},
		{"the spouse of", "", "Who is the spouse of {author}"},
		{"where", "was born", "Where was {author} born"},
	} {
		got := verbalise.Question(verbalise.Join(words(c.before), slot, words(c.after)))
		assert.Equal(t, c.want, got.String())
		leaf, err := got.Leaf()
		require.NoError(t, err)
		assert.Contains(t, leaf.Segments, ast.Segment{Text: "author", Placeholder: true})
	}
	owned := verbalise.Join(slot, verbalise.Words{verbalise.Possessive()}, words("spouse"))
	assert.Equal(t, "Who is {author}'s spouse", verbalise.Question(owned).String())
}

func TestBase(t *testing.T) {
	for in, want := range map[string]string{
		"wrote": "write", "written": "write", "won": "win", "died": "die", "founded": "found", "born": "bear", "released": "release",
		"acquired": "acquire", "developed": "develop", "stopped": "stop", "carried": "carry", "plays": "play", "flies": "fly", "watches": "watch",
		"uses": "use", "passes": "pass", "has": "have", "goes": "go", "located": "locate", "treated": "treat", "attended": "attend",
		"formed": "form", "married": "marry", "owned": "own", "made": "make", "directed": "direct", "premiered": "premiere", "put": "put",
		"lives": "live", "painted": "paint", "handled": "handle", "settled": "settle", "danced": "dance", "judged": "judge", "hanged": "hang",
		"begging": "beg", "making": "make", "served": "serve", "argued": "argue", "completed": "complete", "tweeted": "tweet",
		"crowned": "crown", "drilled": "drill", "visited": "visit", "joins": "join", "lies": "lie", "outlived": "outlive", "drowned": "drown",
		"inspired": "inspire", "bombed": "bomb", "governed": "govern", "bathed": "bathe",
	} {
		assert.Equal(t, want, verbalise.Base(in), in)
	}
}

func TestSingular(t *testing.T) {
	for in, want := range map[string]string{
		"directors": "director", "countries": "country", "children": "child", "series": "series", "churches": "church", "moons": "moon",
		"glass": "glass", "physics": "physics", "wives": "wife", "status": "status", "boxes": "box", "film": "film", "houses": "house",
	} {
		assert.Equal(t, want, verbalise.Singular(in), in)
	}
}

func ExampleQuestion() {
	q := phrase.New("the band Bono is a member of", phrase.Options{})
	question := verbalise.Question(verbalise.Of(q, 0, len(q.Tokens)))
	fmt.Println(question)
	fmt.Println(verbalise.Head(question))
	// Output:
	// Which band is Bono a member of
	// band
}
