package digits_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/internal/digits"
)

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 65536: "65,536", -1234567: "-1,234,567"} {
		assert.Equal(t, want, digits.Thousands(n))
	}
}
