package qcompiler

import "testing"

const five = "Who is the director of Jaws * When was {director} born + Who is the director of Alien * When was {director} born + Which of the two is older"

func BenchmarkCompile5(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compile(five); err != nil { b.Fatal(err) }
	}
}
