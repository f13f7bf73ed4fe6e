package compose

import (
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// matches says whether a value is what the question says: yes or no itself; a place, country or date that agrees or disagrees with the
// one the question names; words that the question has too.
func (c *composition) matches(it *item) typed.Truth {
	text := it.text()
	if t, _ := typed.ParseYesNo(text); t != typed.Unknown {
		return t
	}
	rest := c.rest()
	if t := c.matchesName(text, rest); t != typed.Unknown {
		return t
	}
	if len(rest) == 0 {
		return typed.Unknown
	}
	if d, _, _, ok := typed.FindDate(text); ok {
		if t := c.matchesDate(d); t != typed.Unknown {
			return t
		}
	}
	return c.matchesPlace(text)
}

// matchesPlace compares a place or country with the one that the question names.
func (c *composition) matchesPlace(text string) typed.Truth {
	for i, w := range c.words {
		if c.masked[i] || !w.upper && !w.han || i == 0 {
			continue
		}
		rest := c.request.Question[w.start:]
		if target, n := typed.ParseCountry(rest); n > 0 {
			if t := typed.Within(text, target.Name); t != typed.Unknown {
				return t
			}
			if here, _, _, ok := typed.FindCountry(text); ok {
				return typed.TruthOf(here.Code == target.Code || here.Sovereign() == target.Code)
			}
			return typed.Unknown
		}
		if _, n := typed.ParseKnownPlace(rest); n > 0 {
			return typed.Within(text, rest[:n])
		}
	}
	return typed.Unknown
}

// rest returns the words of the question that are neither names of subjects nor words of its own machinery.
func (c *composition) rest() []word {
	var rest []word
	for i, w := range c.words {
		if !c.masked[i] && !functionWords[w.text] && !(i == 0 && c.ask.kind == "polar") && !machinery[w.text] {
			rest = append(rest, w)
		}
	}
	return rest
}

var machinery = set("both all each located based born die died live lived situated found kind type same")

// matchesName compares the value's words with those of the question: yes where each of one is among the other.
func (c *composition) matchesName(text string, rest []word) typed.Truth {
	value := split(text)
	if len(value) == 0 || len(rest) == 0 {
		return typed.Unknown
	}
	in := map[string]bool{}
	names := 0
	for _, w := range rest {
		in[stem(w.text)] = true
		if w.upper {
			names++
		}
	}
	own := map[string]bool{}
	hits, n := 0, 0
	for _, w := range value {
		if functionWords[w.text] {
			continue
		}
		n++
		own[stem(w.text)] = true
		if in[stem(w.text)] {
			hits++
		}
	}
	if n > 0 && hits == n {
		return typed.Yes
	}
	covered := 0
	for _, w := range rest {
		if own[stem(w.text)] {
			covered++
		}
	}
	if covered == len(rest) {
		return typed.Yes
	}
	if names > 0 { // the name asked for is in a chain: Grand Rapids, Michigan
		found := 0
		for _, w := range rest {
			if w.upper && own[stem(w.text)] {
				found++
			}
		}
		if found == names {
			return typed.Yes
		}
	}
	return typed.Unknown
}

// matchesDate compares a date with the one the question names outside of its subjects: "before 1950", "in the 1950s".
func (c *composition) matchesDate(d typed.Date) typed.Truth {
	for i, w := range c.words {
		if c.masked[i] || !w.upper && !w.han {
			continue
		}
		target, n := typed.ParseDate(c.request.Question[w.start:])
		if n == 0 || target.Precision == typed.ToYear && target.First.Year < 1000 {
			continue
		}
		o := typed.CompareDates(d, target)
		switch {
		case c.ask.has("before") && o != typed.Undecided:
			return typed.TruthOf(o == typed.Less)
		case c.ask.has("after") && o != typed.Undecided:
			return typed.TruthOf(o == typed.Greater)
		case c.ask.has("before") || c.ask.has("after"):
			return typed.Unknown
		case o == typed.Less || o == typed.Greater:
			return typed.No
		case target.Covers(d):
			return typed.Yes
		}
		return typed.Unknown
	}
	return typed.Unknown
}
