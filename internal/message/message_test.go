package message_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/internal/message"
	"github.com/qcompiler/qcompiler/source"
)

func TestExceeded(t *testing.T) {
	for code, want := range map[source.Code]string{
		"limit-tokens": "the query has 4,100 tokens, 4 over the token limit of 4,096",
		"limit-depth":  "the query has 4,100 tokens, 4 over the depth limit of 4,096",
		"limit-leaves": "the query has 4,100 tokens, 4 over the leaf limit of 4,096",
	} {
		got := message.Exceeded(code, source.Span{Start: 1, End: 2}, "the query", "tokens", 4100, 4096, "split it")
		assert.Equal(t, source.Diagnostic{Code: code, Severity: source.Error, Message: want, Hint: "split it", Span: source.Span{Start: 1, End: 2}}, got)
	}
}
