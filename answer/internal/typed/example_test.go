package typed_test

import (
	"fmt"

	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

func ExampleCompareDates() {
	a, _ := typed.ParseDate("18 December 1946")
	b, _ := typed.ParseDate("1937")
	c, _ := typed.ParseDate("1946")
	fmt.Println(typed.CompareDates(a, b), typed.CompareDates(a, c), typed.SameYear(a, c))
	// Output: greater undecided yes
}

func ExampleParseQuantity() {
	q, n := typed.ParseQuantity("15,774 feet high")
	fmt.Println(q, n)
	// Output: 4,807.9152 metres 11
}

func ExampleCountryOf() {
	for _, text := range []string{"American", "Paris, Texas", "中国"} {
		c, _ := typed.CountryOf(text)
		fmt.Println(c.Code, c.Name)
	}
	// Output:
	// US United States
	// US United States
	// CN China
}
