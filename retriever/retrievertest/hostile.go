package retrievertest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/retriever"
)

// hostileChecks are about queries that try to be more than data.
func hostileChecks() []check {
	return []check{
		{"operators are not obeyed", Documents, operatorsAreData},
		{"patterns match nothing", Documents, func(r retriever.Retriever) error {
			return wantNothing(r, "*", "?", "/.*/", "ligh*", "li?hthouse", "l*ghth*se", "/lighth.*/", "lighthuose~2", "[aa TO zz]", ".*")
		}},
		{"bytes of any kind are accepted", Documents, func(r retriever.Retriever) error {
			return accepted(r, "\x00", "lighthouse\x00tower", "\xff\xfe", "light\xc3house", "\xed\xa0\x80", "\u202elighthouse\u202c",
				"\ufeff", "a\u0301\u0301\u0301", "👩‍👩‍👧‍👦", "\n\r\t", "%s%d%n", "'; DROP TABLE docs; --", "<script>", "../../etc/passwd", "${x}", "{{.}}")
		}},
		{"broken query strings are accepted", Documents, func(r retriever.Retriever) error {
			return accepted(r, `"lighthouse`, `lighthouse"`, "(((", ")))", "[", "]", "{", "}", `\`, "/", "//", "/(/", "~", "^", "^^2", ":", "::",
				"text:", ":text", "AND", "OR", "NOT", "+", "-", "&&", "||", "!", "text:>5", "a~-1", "a^999999999999999999999")
		}},
		{"nothing is found by nothing", Documents, func(r retriever.Retriever) error {
			return wantNothing(r, "", " ", "\t\n", "...", "?!", "—", "+ - * /", "\u3000")
		}},
		{"stop words alone are accepted", Documents, func(r retriever.Retriever) error {
			return accepted(r, "the", "who is the of", "what was it", "the the the the", "的", "は の")
		}},
		{"other scripts are accepted", Documents, func(r retriever.Retriever) error {
			return accepted(r, "谁设计了这座灯塔？", "銅のやかんはどこで作られていますか", "종이 몇 개 있습니까", "من بنى المنارة", "Кто построил маяк", "प्रकाशस्तंभ", "ประภาคาร", "ｌｉｇｈｔｈｏｕｓｅ")
		}},
		{"a query of a megabyte is answered", Documents, hugeQueries},
	}
}

// accepted checks that each query is answered without an error, alone and beside a word that finds something.
func accepted(r retriever.Retriever, queries ...string) error {
	for _, q := range queries {
		if _, err := search(r, q); err != nil {
			return err
		}
		docs, err := search(r, "windmill "+q)
		if err != nil {
			return err
		}
		if !slices.Contains(ids(docs), "bare") {
			return fmt.Errorf("query %s no longer finds what \"windmill\" does", short("windmill "+q))
		}
	}
	return nil
}

// operatorsAreData checks that signs of query languages change neither what is found nor the order.
func operatorsAreData(r retriever.Retriever) error {
	for query, plain := range map[string]string{
		"+copper -kettle":       "copper kettle",
		"copper -kettle":        "copper kettle",
		"\"kettle copper\"":     "kettle copper",
		"(copper) (kettle)":     "copper kettle",
		"copper* kettle?":       "copper kettle",
		"copper~ kettle~":       "copper kettle",
		"copper && !kettle":     "copper kettle",
		"copper || kettle":      "copper kettle",
		"<copper> {kettle}":     "copper kettle",
		"copper + kettle * oil": "copper kettle oil",
	} {
		if err := sameIDs(r, query, plain); err != nil {
			return err
		}
	}
	// Whatever stands before it, a word of the question is searched for.
	for _, query := range []string{"copper NOT windmill", "copper -windmill", "copper !windmill", "+copper windmill", "copper AND windmill"} {
		docs, err := search(r, query)
		if err != nil {
			return err
		}
		if !slices.Contains(ids(docs), "bare") {
			return fmt.Errorf("query %q does not search for \"windmill\", it finds %v", query, ids(docs))
		}
	}
	return nil
}

func hugeQueries(r retriever.Retriever) error {
	const megabyte = 1 << 20
	var distinct strings.Builder
	for i := 0; distinct.Len() < megabyte; i++ {
		fmt.Fprintf(&distinct, "w%x ", i)
	}
	for _, q := range []string{
		strings.Repeat("bell tower ", megabyte/11),
		strings.Repeat("x", megabyte),
		strings.Repeat("灯", megabyte/3),
		strings.Repeat("((((", megabyte/4),
		strings.Repeat("\xff", megabyte),
		distinct.String(),
	} {
		if _, err := search(r, q); err != nil {
			return err
		}
	}
	return nil
}
