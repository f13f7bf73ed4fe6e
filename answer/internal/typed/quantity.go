package typed

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Quantity is a number, perhaps with a unit. Value is in the unit's own measure (metres, kilograms, seconds, ...); Least and Most are what
// it can be, given how it is written: "over 300", "1.2 million", "about 40", "300-400".
type Quantity struct {
	Value       float64
	Least, Most float64
	// Dimension is what is measured, such as "length" or "money:usd"; empty for a plain number.
	Dimension string
	// Ordinal says that it is a rank: third, 3rd.
	Ordinal bool
	// Age says that it is the age of somebody or something: "aged 71".
	Age bool
}

const (
	aboutShare = 0.05 // "about 40" may be 5% off
	looseShare = 0.1  // a ton is short, long or metric
)

// CompareQuantities says which quantity is smaller. Quantities of different dimensions are Undecided, and so are those whose ranges
// overlap; they are Equal only where both can be nothing else, or are written to the same value and precision.
func CompareQuantities(a, b Quantity) Order {
	if a.Dimension != b.Dimension || a.Ordinal != b.Ordinal {
		return Undecided
	}
	switch {
	case same(a.Least, b.Least) && same(a.Most, b.Most):
		if math.IsInf(a.Most, 0) || math.IsInf(a.Least, 0) {
			return Undecided
		}
		return Equal
	case a.Most < b.Least && !same(a.Most, b.Least):
		return Less
	case b.Most < a.Least && !same(b.Most, a.Least):
		return Greater
	default:
		return Undecided
	}
}

// same allows for what converting units does to the last digits.
func same(a, b float64) bool {
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		return a == b
	}
	return a == b || math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b))
}

// Exact reports whether the quantity can be nothing but Value.
func (q Quantity) Exact() bool { return same(q.Least, q.Most) }

// String writes the quantity in one form that [ParseQuantity] reads back, in the unit its dimension is measured in. What is not exact is
// written as the range it can lie in.
func (q Quantity) String() string {
	unit := baseUnits[q.Dimension]
	if code, ok := strings.CutPrefix(q.Dimension, "money:"); ok {
		unit = strings.ToUpper(code)
	}
	if q.Ordinal {
		return fmt.Sprintf("%d%s", int64(q.Value), ordinalSuffix(int(math.Mod(q.Value, 100))))
	}
	text := ""
	switch {
	case q.Exact():
		text = writeNumber(q.Value)
	case math.IsInf(q.Most, 1):
		text = "over " + writeNumber(q.Least)
	case math.IsInf(q.Least, -1):
		text = "under " + writeNumber(q.Most)
	default:
		text = writeNumber(q.Least) + " to " + writeNumber(q.Most)
	}
	if unit == "" {
		return text
	}
	return text + " " + unit
}

func writeNumber(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	whole, rest, point := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	var out strings.Builder
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(c)
	}
	if point {
		return sign + out.String() + "." + rest
	}
	return sign + out.String()
}

// ParseQuantity reads a number with its unit at the start of text.
//
// A comma parts thousands where three digits follow and decimals elsewhere; a point parts thousands where there are several, or a comma
// stands behind. Text such as 1946 is read as the number.
func ParseQuantity(text string) (Quantity, int) {
	s := stream{tokens: lex(text)}
	q, ok := s.quantity()
	if !ok {
		return Quantity{}, 0
	}
	return q, s.used()
}

// FindQuantity returns the first quantity in text and where it stands, in bytes.
func FindQuantity(text string) (q Quantity, start, end int, ok bool) {
	tokens := lex(text)
	for i := range tokens {
		if i > 0 && !tokens[i].spaced && tokens[i-1].kind == wordToken && tokens[i].kind == digitToken {
			continue // the 2 of km2
		}
		s := stream{tokens: tokens, at: i}
		if q, ok := s.quantity(); ok {
			return q, tokens[i].start, s.used(), true
		}
	}
	return Quantity{}, 0, 0, false
}

// hedge is a word before a number that says how it is meant.
type hedge int

const (
	exactly hedge = iota
	about
	over
	under
)

func (s *stream) hedge() hedge {
	switch {
	case s.words("more", "than"), s.words("at", "least"), s.words("greater", "than"), s.words("mehr", "als"), s.word("over", "above", "uber", "超过"), s.word(">", "≥"):
		return over
	case s.words("less", "than"), s.words("fewer", "than"), s.words("at", "most"), s.words("up", "to"), s.words("weniger", "als"),
		s.word("under", "below", "<", "≤", "nearly", "almost", "不到"):
		return under
	case s.word("about", "around", "approximately", "approx", "roughly", "circa", "ca", "c", "some", "~", "≈", "etwa", "rund", "约", "約", "environ"):
		s.word(".")
		return about
	default:
		return exactly
	}
}

func (s *stream) quantity() (Quantity, bool) {
	start := s.at
	age := s.word("aged") || s.words("age", "of") || s.words("at", "the", "age", "of") || s.words("at", "age") || s.words("im", "alter", "von")
	h := s.hedge()
	q, ok := s.range_()
	if !ok {
		s.at = start
		return Quantity{}, false
	}
	if q.Dimension == "time" && (s.words("old") || s.words("of", "age") || s.words("alt")) {
		age = true
	}
	if age && q.Dimension == "" {
		q = q.in(units["years"])
	}
	if s.word("岁", "歲", "歳") {
		age, q = true, q.in(units["years"])
	}
	q.Age = age
	switch h {
	case about:
		d := math.Abs(q.Value) * aboutShare
		q.Least, q.Most = q.Least-d, q.Most+d
	case over:
		q.Most = math.Inf(1)
	case under:
		q.Least = math.Inf(-1)
	}
	return q, true
}

// range_ reads a quantity or two of them with a dash between: 300-400 km, 300 to 400 km.
func (s *stream) range_() (Quantity, bool) {
	q, ok := s.compound()
	if !ok || q.Ordinal {
		return q, ok
	}
	plain, mark := q, s.at
	if s.dash() || s.word("to", "bis") {
		if r, u, ok := s.single(); ok && !r.Ordinal && (q.Dimension == r.Dimension || q.Dimension == "") {
			if q.Dimension == "" && u.dimension != "" {
				q = q.in(u)
			}
			if q.Value <= r.Value {
				return Quantity{Value: (q.Value + r.Value) / 2, Least: q.Least, Most: r.Most, Dimension: r.Dimension}, true
			}
		}
	}
	s.at = mark
	return plain, true
}

// compound reads quantities of falling units that belong together: 6 ft 2 in, 2 hours 15 minutes, 3 years, 2 months.
func (s *stream) compound() (Quantity, bool) {
	total, u, ok := s.single()
	if !ok || u.dimension == "" || u.offset != 0 || total.Ordinal {
		return total, ok
	}
	last := u
	for range 5 {
		mark := s.at
		s.word(",")
		s.word("and", "und")
		next, nu, ok := s.single()
		if !ok || nu.dimension != u.dimension || nu.factor >= last.factor || u.dimension == "percent" {
			s.at = mark
			break
		}
		total.Value += next.Value
		total.Least += next.Least
		total.Most += next.Most
		last = nu
	}
	return total, true
}

// single reads one number with one unit.
func (s *stream) single() (Quantity, unit, bool) {
	start := s.at
	prefix, prefixed := s.currency()
	n, ok := s.numeral()
	if !ok {
		s.at = start
		return Quantity{}, unit{}, false
	}
	q := Quantity{Value: n.value, Least: n.least, Most: n.most, Ordinal: n.ordinal}
	if n.ordinal {
		return q, unit{}, true
	}
	if prefixed {
		return q.in(prefix), prefix, true
	}
	if u, ok := s.unit(); ok {
		return q.in(u), u, true
	}
	return q, unit{}, true
}

// in returns the quantity with a unit given to its bare number.
func (q Quantity) in(u unit) Quantity {
	convert := func(v float64) float64 { return v*u.factor + u.offset }
	q.Value, q.Least, q.Most, q.Dimension = convert(q.Value), convert(q.Least), convert(q.Most), u.dimension
	if u.loose {
		q.Least -= math.Abs(q.Value) * looseShare
		q.Most += math.Abs(q.Value) * looseShare
	}
	return q
}
