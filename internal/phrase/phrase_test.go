package phrase_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator"
)

var catalogue = translator.NewTitleSet(slices.Values([]string{
	"Jaws", "Schindler's List", "Romeo and Juliet", "The Office (American TV series)", "Catch Me If You Can", "What Price Hollywood?", "The",
	"Who", "Black and White Nights", "Is", "Order", "green mile",
}))

// show prints the tokens with names in brackets.
func show(q *phrase.Question) string {
	var out []string
	for _, t := range q.Tokens {
		if t.Tag == phrase.Entity {
			out = append(out, "["+t.Text+"]")
		} else {
			out = append(out, t.Text)
		}
	}
	return strings.Join(out, " ")
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
	}{
		{"one word", "Who directed Alien?", "Who directed [Alien] ?"},
		{"question word first", "Is Paris older than Rome?", "Is [Paris] older than [Rome] ?"},
		{"name first", "Boston is in which state?", "[Boston] is in which state ?"},
		{"common word first", "Name the capital of Chad.", "Name the capital of [Chad] ."},
		{"over of", "Where is the University of Oxford?", "Where is the [University of Oxford] ?"},
		{"over of the", "Who wrote Lord of the Flies?", "Who wrote [Lord of the Flies] ?"},
		{"over von", "When did Ludwig van Beethoven die?", "When did [Ludwig van Beethoven] die ?"},
		{"digits", "Who produced Blade Runner 2049?", "Who produced [Blade Runner 2049] ?"},
		{"ampersand", "Who founded Marks & Spencer?", "Who founded [Marks & Spencer] ?"},
		{"duke", "Who was the father of Philip, Duke of Orange?", "Who was the father of [Philip, Duke of Orange] ?"},
		{"region", "Who is the mayor of Springfield, Illinois?", "Who is the mayor of [Springfield, Illinois] ?"},
		{"a list is no region", "Which is larger, Norway, Sweden or Denmark?", "Which is larger , [Norway] , [Sweden] or [Denmark] ?"},
		{"parenthesis", "Who is the star of Titanic (1997 film)?", "Who is the star of [Titanic (1997 film)] ?"},
		{"long parenthesis", "Who is Ann (the one that I met on the first day of June)?", "Who is [Ann] ( the one that I met on the first day of [June] ) ?"},
		{"possessive", "Who is Spielberg's wife?", "Who is [Spielberg] 's wife ?"},
		{"possessive apart", "Who is Ann 's wife ?", "Who is [Ann] 's wife ?"},
		{"all in capitals", "WHO IS THE WIFE OF BOB", "WHO IS THE WIFE OF BOB"},
		{"acronyms", "NASA ESA CEO", "[NASA ESA CEO]"},
		{"possessive in s", "What is James' job?", "What is [James] ' job ?"},
		{"possessive in a title", "Who shot Schindler's List?", "Who shot [Schindler's List] ?"},
		{"and in a title", "Who wrote Romeo and Juliet?", "Who wrote [Romeo and Juliet] ?"},
		{"and between names", "Who wrote Emma and Ulysses?", "Who wrote [Emma] and [Ulysses] ?"},
		{"title without its parenthesis", "Who created The Office?", "Who created [The Office] ?"},
		{"a lone function word is none", "The dog of who", "The dog of who"},
		{"question mark in a title", "Is What Price Hollywood? older?", "Is [What Price Hollywood?] older ?"},
		{"a kind in capitals", "Which Country has more lakes?", "Which Country has more lakes ?"},
		{"byname", "Who was Charles the Bald's wife?", "Who was [Charles the Bald] 's wife ?"},
		{"a case at law", "Who lost Cork v. Galway?", "Who lost [Cork v. Galway] ?"},
		{"a cry inside", "Where was the singer of Help Me! born?", "Where was the singer of [Help Me!] born ?"},
		{"a subtitle", "Who directed the film Sharks: The Return?", "Who directed the film [Sharks: The Return] ?"},
		{"a list behind a colon", "Which is set in Rome: Alien or Dracula?", "Which is set in [Rome] : [Alien] or [Dracula] ?"},
		{"an article behind a colon", "Which came first: That Old Song or Dracula?", "Which came first : [That Old Song] or [Dracula] ?"},
		{"an auxiliary as a surname", "Is Ann May from Peru?", "Is [Ann May] from [Peru] ?"},
		{"an initial behind a hyphen", "Is Ann-F. Ray or Bob Lee older?", "Is [Ann-F. Ray] or [Bob Lee] older ?"},
		{"a question word in a title", "Who sings in How We Met Bob Ray?", "Who sings in [How We Met Bob Ray] ?"},
		{"a title and a full stop", "List the cast of Jaws.", "List the cast of [Jaws] ."},
		{"an auxiliary as a name", "Are Will Ray and Bob Ray brothers?", "Are [Will Ray] and [Bob Ray] brothers ?"},
		{"office", "Who was the first President of Chad?", "Who was the first President of [Chad] ?"},
		{"office of two words", "Who is the current Prime Minister of Chad?", "Who is the current Prime Minister of [Chad] ?"},
		{"office before a name", "When did President Lee die?", "When did [President Lee] die ?"},
		{"quoted", `Who sang "over and out"?`, `Who sang ["over and out"] ?`},
		{"typographic", "Who sang “over and out”, a song?", "Who sang [“over and out”] , a song ?"},
		{"single quotes", "Who sang 'over and out'?", "Who sang ['over and out'] ?"},
		{"an inch is no quote", `Is a 5" pipe wide?`, `Is a 5 " pipe wide ?`},
		{"quoted possessive", `Who is "Up"'s director?`, `Who is ["Up"] 's director ?`},
		{"lower case", "who directed schindler's list", "who directed [schindler's list]"},
		{"lower case, one word", "who directed jaws in may", "who directed [jaws] in may"},
		{"lower case, a common word", "what is the order of it", "what is the order of it"},
		{"lower case, two words", "who wrote green mile", "who wrote [green mile]"},
		{"abbreviations", "When did J. R. R. Tolkien meet St. Nicholas?", "When did [J. R. R. Tolkien] meet [St. Nicholas] ?"},
		{"contraction", "What's the height of K2?", "What 's the height of [K2] ?"},
		{"iPhone", "When was the iPhone sold?", "When was the [iPhone] sold ?"},
		{"C++", "Who made C++ and C#?", "Who made [C++] and [C#] ?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := phrase.New(c.in, phrase.Options{Titles: catalogue})
			assert.Equal(t, c.want, show(q))
		})
	}
}

func TestTags(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Who directed Jaws?", "wh past entity mark"},
		{"When was the director of the film born?", "wh aux det noun prep det noun past mark"},
		{"Which river runs through the city where it was built", "wh noun verb prep det noun wh pron aux past"},
		{"What is the largest city's population in 1999", "wh aux det degree noun poss noun prep number"},
		{"Who starred in three films?", "wh past prep numeral plural mark"},
	} {
		var got []string
		for _, tok := range phrase.New(c.in, phrase.Options{}).Tokens {
			got = append(got, tok.Tag.String())
		}
		assert.Equal(t, c.want, strings.Join(got, " "), c.in)
	}
}

func TestSentences(t *testing.T) {
	q := phrase.New("Ann was born in St. Gallen. Who is her father? He is a star!", phrase.Options{})
	var got []string
	for _, s := range q.Sentences {
		got = append(got, fmt.Sprintf("%s %v", q.Text(s.Start, s.End), s.Asks))
	}
	assert.Equal(t, []string{"Ann was born in St. Gallen false", "Who is her father true", "He is a star false"}, got)
}

func TestForeign(t *testing.T) {
	for text, want := range map[string]bool{
		"Who is the wife of the mayor?":            false,
		"who did ludwig van beethoven marry":       false,
		"Is La Paz larger than El Alto?":           false,
		"best pizza in town":                       false,
		"Wer ist der Bürgermeister von Köln?":      true,
		"Quel est le plus grand lac du monde ?":    true,
		"¿Dónde está la casa de los Lee?":          true,
		"Кто построил этот дом?":                   true,
		"谁建了这座房子？":                                 true,
		"What does the word 家 mean in the book?":   false,
		"When did Der Blaue Reiter hold its show?": false,
	} {
		assert.Equal(t, want, phrase.New(text, phrase.Options{}).Foreign(), text)
	}
}

// invariants checks what holds for any text.
func invariants(t *testing.T, q *phrase.Question) {
	t.Helper()
	at := 0
	for i, tok := range q.Tokens {
		if tok.Start < at || tok.End <= tok.Start || tok.End > len(q.Source) || q.Source[tok.Start:tok.End] != tok.Text {
			t.Fatalf("token %d %q has the place %d:%d after %d", i, tok.Text, tok.Start, tok.End, at)
		}
		if lost := strings.TrimSpace(strings.ToValidUTF8(q.Source[at:tok.Start], "")); strings.ContainsFunc(lost, func(r rune) bool { return r > ' ' && r != 0x7f && (r < 0x80 || r > 0x9f) }) {
			t.Fatalf("%q is in no token", lost)
		}
		at = tok.End
	}
	end := 0
	for _, s := range q.Sentences {
		if s.Start < end || s.End <= s.Start || s.End > len(q.Tokens) {
			t.Fatalf("sentence %v after %d of %d tokens", s, end, len(q.Tokens))
		}
		end = s.End
	}
}

func FuzzNew(f *testing.F) {
	for _, s := range []string{"", "Who directed Jaws?", "“a ‘b' \"c", "A of the B (C", "'s", "A's 's", "It's a \x80 dog\x00", "K2, Duke", "( ( ) )", "١٢٣ 中文的"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		invariants(t, phrase.New(s, phrase.Options{Titles: catalogue}))
		invariants(t, phrase.New(s, phrase.Options{}))
	})
}

func TestHostileInputIsBounded(t *testing.T) {
	for name, s := range map[string]string{
		"and":       strings.Repeat("and ", 10000),
		"capitals":  strings.Repeat("A ", 32<<10),
		"quotes":    strings.Repeat(`"`, 64<<10),
		"quotes 2":  strings.Repeat(`" a`, 20<<10),
		"single":    strings.Repeat("‘a ", 16<<10),
		"paren":     strings.Repeat("A (", 20<<10),
		"connector": strings.Repeat("A of the ", 7<<10),
		"one word":  strings.Repeat("a", 64<<10),
		"hyphens":   strings.Repeat("a-", 32<<10),
		"stops":     strings.Repeat("a.b", 21<<10),
		"s":         strings.Repeat("s's", 21<<10),
		"marks":     strings.Repeat("?", 64<<10),
		"invalid":   strings.Repeat("\xff", 64<<10),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			invariants(t, phrase.New(s, phrase.Options{Titles: catalogue}))
			assert.Less(t, time.Since(start), 20*time.Second, "far more than it takes, on a machine that is busy and under the race detector")
		})
	}
}

func ExampleNew() {
	q := phrase.New("When was the director of Lord of the Flies born?", phrase.Options{})
	for _, t := range q.Tokens {
		fmt.Printf("%s/%s ", t.Text, t.Tag)
	}
	fmt.Println()
	// Output:
	// When/wh was/aux the/det director/noun of/prep Lord of the Flies/entity born/past ?/mark
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		phrase.New("Who is the spouse of the director of the film in which the actor from Springfield, Illinois who won the award in 1999 played the brother of the King of Spain?", phrase.Options{Titles: catalogue})
	}
}
