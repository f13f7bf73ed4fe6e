package typed_test

import (
	"strings"
	"testing"

	"github.com/qcompiler/qcompiler/answer/internal/typed"
	"github.com/stretchr/testify/assert"
)

func TestParseCountry(t *testing.T) {
	for _, tt := range []struct {
		in, code string
		used     int
	}{
		{"France", "FR", 0},
		{"French", "FR", 0},
		{"the U.S.", "US", 0},
		{"USA", "US", 0},
		{"the United States of America", "US", 0},
		{"American actor", "US", 8},
		{"British", "GB", 0},
		{"England", "GB-ENG", 0},
		{"West German", "DEW", 0},
		{"Soviet Union", "SU", 0},
		{"South Korean", "KR", 0},
		{"Côte d'Ivoire", "CI", 0},
		{"Bosnia and Herzegovina", "BA", 0},
		{"Österreich", "AT", 0},
		{"德国", "DE", 0},
		{"us", "", 0},
		{"Frenchtown", "", 0},
		{"", "", 0},
	} {
		c, n := typed.ParseCountry(tt.in)
		if tt.code == "" {
			assert.Zero(t, n, tt.in)
			continue
		}
		if tt.used == 0 {
			tt.used = len(tt.in)
		}
		assert.Equal(t, tt.code, c.Code, tt.in)
		assert.Equal(t, tt.used, n, tt.in)
	}
}

func TestCountryOf(t *testing.T) {
	for in, code := range map[string]string{
		"Paris, France": "FR", "Paris, Texas": "US", "Atlanta, Georgia": "US", "Tbilisi, Georgia": "GE", "Georgia": "GE", "Cincinnati, Ohio, U.S.": "US",
		"American actor": "US", "Oslo": "NO", "Leeds, England": "GB-ENG", "Munich, West Germany": "DEW", "Springfield": "", "": "",
	} {
		c, ok := typed.CountryOf(in)
		assert.Equal(t, code, c.Code, in)
		assert.Equal(t, code != "", ok, in)
	}
}

func TestWithin(t *testing.T) {
	for _, tt := range []struct {
		inner, outer string
		want         typed.Truth
	}{
		{"Paris, Texas, USA", "Texas", typed.Yes},
		{"Paris, Texas, USA", "France", typed.No},
		{"Oslo", "Norway", typed.Yes},
		{"Colorado", "Texas", typed.No},
		{"Tokyo, Japan", "Liverpool", typed.No},
		{"Springfield", "Texas", typed.Unknown},
		{"London", "England", typed.Unknown},
		{"Leeds, England", "United Kingdom", typed.Yes},
	} {
		assert.Equal(t, tt.want, typed.Within(tt.inner, tt.outer), "%s in %s", tt.inner, tt.outer)
	}
}

func TestParsePlace(t *testing.T) {
	p, n := typed.ParsePlace(" Paris ,  Texas，USA")
	assert.Equal(t, len(" Paris ,  Texas，USA"), n)
	assert.Len(t, p.Parts, 3)
	assert.Equal(t, typed.Part{Text: "Texas", Start: 10, End: 15}, p.Parts[1])
}

func TestSameName(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want typed.Truth
	}{
		{"Sir Alfred Hitchcock", "Alfred Hitchcock", typed.Yes},
		{"Éric Rohmer", "Eric Rohmer", typed.Yes},
		{"Robert F. Kennedy", "Robert Kennedy", typed.Yes},
		{"Robert F. Kennedy", "Robert Francis Kennedy", typed.Yes},
		{"Martin Luther King, Jr.", "Martin Luther King", typed.Yes},
		{"Hitchcock", "Alfred Hitchcock", typed.Yes},
		{"Alien (film)", "Alien", typed.Yes},
		{"The Beatles", "Beatles", typed.Yes},
		{"Ridley Scott", "Tony Scott", typed.Unknown},
		{"Steven Spielberg", "Ridley Scott", typed.No},
		{"", "Ridley Scott", typed.Unknown},
	} {
		assert.Equal(t, tt.want, typed.SameName(tt.a, tt.b), "%s and %s", tt.a, tt.b)
		assert.Equal(t, tt.want, typed.SameName(tt.b, tt.a), "%s and %s", tt.b, tt.a)
	}
}

func TestParseYesNo(t *testing.T) {
	for in, want := range map[string]typed.Truth{
		"yes": typed.Yes, "Yes, it is": typed.Yes, "No": typed.No, "no.": typed.No, "nein": typed.No, "是的": typed.Yes, "否": typed.No,
		"No Country for Old Men": typed.Unknown, "Norway": typed.Unknown, "": typed.Unknown, "Yes-man": typed.Unknown,
	} {
		got, _ := typed.ParseYesNo(in)
		assert.Equal(t, want, got, in)
	}
}

func TestCountryNamesAreAllParsed(t *testing.T) {
	n := 0
	for name := range typed.CountryNames() {
		n++
		if strings.HasPrefix(name, "the ") { // the article is passed over before names are looked up
			continue
		}
		name = strings.ToUpper(name) // "us" in small letters is another word
		c, used := typed.ParseCountry(name)
		assert.Equal(t, len(name), used, name)
		assert.NotEmpty(t, c.Code, name)
	}
	assert.Greater(t, n, 300)
}
