package typed_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/answer/internal/typed"
	"github.com/stretchr/testify/assert"
)

// FuzzParse holds every parser to what it promises of any text: no panic, no more bytes used than there are, ends on whole characters,
// and a value that compares with itself.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"18 December 1946", "c. 630 BC", "XIIe siècle", "昭和21年12月18日", "1914–18", "5 June – 3 July 1944", "over 1.2 million km²", "6 ft 2 in",
		"two and a half million", "US$5", "the U.S.", "Paris, Texas, USA", "No Country", "\xff\xfe", "1,2,3,4,5", "9999999999999999999999", "亿亿亿亿亿亿", "- - - -",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		whole := func(n int) {
			if n < 0 || n > len(text) || utf8.ValidString(text) && !utf8.ValidString(text[:n]) {
				t.Fatalf("%q: %d bytes used", text, n)
			}
		}
		span := func(start, end int) {
			if start < 0 || start > end {
				t.Fatalf("%q: span %d to %d", text, start, end)
			}
			whole(start)
			whole(end)
		}
		if d, n := typed.ParseDate(text); n > 0 {
			whole(n)
			if o := typed.CompareDates(d, d); o == typed.Less || o == typed.Greater {
				t.Fatalf("%q: %v is %v itself", text, d, o)
			}
			if f, l := d.First, d.Last; f.Year > l.Year {
				t.Fatalf("%q: begins in %d and ends in %d", text, f.Year, l.Year)
			}
			if again, n := typed.ParseDate(d.String()); d.Precision != typed.ToSpan && (n == 0 || again != d) {
				t.Fatalf("%q: %v is read back as %v", text, d, again)
			}
		}
		if q, n := typed.ParseQuantity(text); n > 0 {
			whole(n)
			if o := typed.CompareQuantities(q, q); o == typed.Less || o == typed.Greater || !(q.Least <= q.Most) {
				t.Fatalf("%q: %v is %v itself", text, q, o)
			}
		}
		if p, n := typed.ParsePeriod(text); n > 0 {
			whole(n)
			if least, most, ok := p.Length(); ok && least > most {
				t.Fatalf("%q: lasts %d to %d", text, least, most)
			}
		}
		if _, n := typed.ParseCountry(text); n > 0 {
			whole(n)
		}
		if p, n := typed.ParsePlace(text); n > 0 {
			whole(n)
			for _, part := range p.Parts {
				span(part.Start, part.End)
			}
		}
		_, n := typed.ParseYesNo(text)
		whole(n)
		if _, start, end, ok := typed.FindDate(text); ok {
			span(start, end)
		}
		if _, start, end, ok := typed.FindQuantity(text); ok {
			span(start, end)
		}
		if _, start, end, ok := typed.FindPeriod(text); ok {
			span(start, end)
		}
		if _, start, end, ok := typed.FindCountry(text); ok {
			span(start, end)
		}
		typed.CountryOf(text)
		typed.Within(text, "Texas")
		typed.Within("Texas", text)
		if typed.SameName(text, text) == typed.No {
			t.Fatalf("%q is not itself", text)
		}
	})
}

// A megabyte handed in as a value costs no more than its beginning.
func TestMegabyte(t *testing.T) {
	for _, piece := range []string{"1,", "one hundred ", "一", "12 ", "a, ", "(", "1946–", "\xff", "United "} {
		text := strings.Repeat(piece, 1<<20/len(piece))
		start := time.Now()
		for range 4 {
			typed.ParseDate(text)
			typed.FindDate(text)
			typed.FindQuantity(text)
			typed.FindPeriod(text)
			typed.FindCountry(text)
			typed.CountryOf(text)
			typed.SameName(text, text+"a")
			typed.NormalName(text)
		}
		assert.Less(t, time.Since(start), 3*time.Second, "%q", piece)
	}
}
