package compose

import (
	"context"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

//go:embed bind.txt
var bindText string

var bindTable = sync.OnceValue(func() table { return read(bindText) })

// Binder fits values to placeholders. The zero value is ready; it is safe for concurrent use.
type Binder struct{}

var _ answer.Binder = (*Binder)(nil)

// NewBinder returns a binder.
func NewBinder() *Binder { return &Binder{} }

// Bind returns what of a value goes into a placeholder.
//
// By the placeholder's name it takes the year of a date, the city, region or country of a chain of places, and cuts a list ("A, B and C")
// into its members where the name or the question that was asked is a plural. A value whose kind plainly does not fit, such as a date for
// {director}, gives none. A part keeps the confidence of the whole, and its evidence points at the part. Names are kept as they are.
func (*Binder) Bind(ctx context.Context, req answer.BindRequest) ([]answer.Value, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	v := req.Value
	if strings.TrimSpace(v.Text) == "" {
		return nil, nil
	}
	if len(v.Text) > maxValue {
		return []answer.Value{v}, nil // no value of a few words: there is no part to take
	}
	name := placeholderName(req.Placeholder)
	sort := sortOf(name)
	if unfit(sort, &v) {
		return nil, nil
	}
	switch sort {
	case "year":
		return []answer.Value{yearOf(v)}, nil
	case "country", "city", "region", "county":
		return []answer.Value{placeOf(v, sort)}, nil
	case "date", "number":
		return []answer.Value{v}, nil
	}
	if isPlural(name) || asksPlural(req.Asked) {
		if members := members(v); len(members) > 1 {
			return members, nil
		}
	}
	return []answer.Value{v}, nil
}

// placeholderName returns the words of a placeholder without a number at the end: birth_year2 is birth year.
func placeholderName(placeholder string) []word {
	text := strings.TrimRight(strings.Map(func(r rune) rune {
		if r == '_' || r == '-' {
			return ' '
		}
		return r
	}, placeholder[:min(len(placeholder), 256)]), "0123456789# ")
	return split(text)
}

// sortOf returns what the table says of a name: by all its words, or by its head, which is the last one or the one before "of".
func sortOf(name []word) string {
	if len(name) == 0 {
		return ""
	}
	if i := slices.IndexFunc(name, func(w word) bool { return w.text == "of" }); i > 0 {
		name = name[:i]
	}
	t := bindTable()
	for i := range name {
		singular := slices.Clone(name[i:])
		last := &singular[len(singular)-1]
		for _, form := range []string{last.text, stem(last.text)} {
			last.text = form
			if found := t.at(singular, 0); len(found) > 0 && len(found[0].words) == len(singular) {
				return found[0].fields[0]
			}
		}
	}
	return ""
}

// unfit reports whether a value cannot be what a placeholder takes.
func unfit(sort string, v *answer.Value) bool {
	kind := v.Kind
	if t, n := typed.ParseYesNo(v.Text); t != typed.Unknown && n == len(strings.TrimSpace(v.Text)) {
		kind = answer.YesNo
	}
	switch sort {
	case "person":
		if kind == "" {
			d, n := typed.ParseDate(v.Text)
			return n == len(v.Text) && d.Precision <= typed.ToMonth
		}
		return kind == answer.Date || kind == answer.Number || kind == answer.YesNo
	case "thing": // a film can be called 1984
		return kind == answer.YesNo && v.Kind != answer.Title || kind == answer.Date && !bareYear(v.Text)
	case "country", "city", "region", "county":
		return kind == answer.Date || kind == answer.Number || kind == answer.YesNo
	case "year", "date":
		return kind == answer.Person || kind == answer.YesNo || kind == answer.Place || kind == answer.Nationality
	case "number":
		return kind == answer.Person || kind == answer.YesNo || kind == answer.Nationality
	default:
		return false
	}
}

func bareYear(text string) bool {
	d, n := typed.ParseDate(text)
	return n > 0 && d.Precision == typed.ToYear
}

// part returns a piece of a value, text[start:end], with evidence that points at it.
func part(v answer.Value, start, end int) answer.Value {
	return renamed(v, v.Text[start:end], start, end)
}

func renamed(v answer.Value, text string, start, end int) answer.Value {
	whole := len(v.Text)
	v.Text = text
	v.Evidence = slices.Clone(v.Evidence)
	for i := range v.Evidence {
		e := &v.Evidence[i]
		if e.Span.End-e.Span.Start == whole { // it stands there word by word
			e.Span.Start, e.Span.End = e.Span.Start+start, e.Span.Start+end
		}
	}
	return v
}

// yearOf returns the year of a date as its text has it; a value without one stays as it is.
func yearOf(v answer.Value) answer.Value {
	d, _, end, ok := typed.FindDate(v.Text)
	if !ok {
		return v
	}
	if _, ok := d.Year(); !ok || d.Precision == typed.ToSpan {
		return v
	}
	// The year is the longest run of digits; its era belongs to it.
	start, stop := 0, 0
	for i := 0; i < end; {
		j := i
		for j < end && '0' <= v.Text[j] && v.Text[j] <= '9' {
			j++
		}
		if j-i >= 3 && j-i > stop-start {
			start, stop = i, j
		}
		i = max(j, i+1)
	}
	if stop == 0 {
		return v
	}
	if rest := strings.TrimLeft(v.Text[stop:end], " "); d.First.Year <= 0 && len(rest) > 0 {
		stop = end
	}
	return part(v, start, stop)
}

// placeOf returns the city, region or country of a chain of places.
func placeOf(v answer.Value, sort string) answer.Value {
	p, _ := typed.ParsePlace(v.Text)
	last := len(p.Parts) - 1
	if last < 0 {
		return v
	}
	at := func(i int) answer.Value {
		got := part(v, p.Parts[i].Start, p.Parts[i].End)
		got.Kind = answer.Place
		return got
	}
	country, n := typed.ParseCountry(p.Parts[last].Text)
	ends := n == len(p.Parts[last].Text) && n > 0 && !(last > 0 && country.Name == "Georgia" && last == 1) // Atlanta, Georgia
	switch sort {
	case "city":
		if last > 0 {
			return at(0)
		}
	case "county":
		for i, q := range p.Parts {
			if i > 0 && strings.Contains(strings.ToLower(q.Text), "county") || last > 0 && strings.HasSuffix(strings.ToLower(q.Text), " county") {
				return at(i)
			}
		}
	case "region":
		switch {
		case last >= 2 && ends:
			return at(last - 1)
		case last >= 1 && !ends:
			return at(last)
		}
	case "country":
		_, demonym := typed.Demonym(v.Text)
		switch {
		case ends && last > 0:
			return at(last)
		case ends && demonym: // the capital of American is nowhere to be found
			got := renamed(v, country.Name, 0, len(v.Text))
			got.Kind = answer.Place
			return got
		case !ends && last > 0:
			if c, ok := typed.CountryOf(v.Text); ok {
				got := renamed(v, c.Name, 0, len(v.Text))
				got.Kind = answer.Place
				return got
			}
		}
	}
	return v
}
