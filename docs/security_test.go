package docs_test

import (
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/llm/openai"
	"github.com/qcompiler/qcompiler/retriever/bleve"
	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// TestLimitsOfSecurityPage: a limit in SECURITY.md is the one in the code, and each of them stands there.
func TestLimitsOfSecurityPage(t *testing.T) {
	want := map[string]int{
		"bytes of an expression":                        lexer.DefaultBytes,
		"tokens of an expression":                       lexer.DefaultTokens,
		"nesting of groups":                             lexer.DefaultDepth,
		"questions in an expression":                    check.DefaultLeaves,
		"characters of a placeholder's name":            lexer.MaxName,
		"times one question is asked with other values": executor.DefaultFanout,
		"combinations of candidates kept":               executor.DefaultBeam,
		"questions worked on at a time":                 executor.DefaultParallel,
		"passages read for a question":                  executor.DefaultTopK,
		"searches of a run":                             executor.DefaultRetrievals,
		"bytes of a passage that is read":               executor.DefaultPassage,
		"model calls of a run":                          executor.DefaultModelCalls,
		"seconds of a run":                              int(executor.DefaultWall / time.Second),
		"seconds of one model call":                     int(openai.DefaultTimeout / time.Second),
		"bytes of a model's reply":                      openai.DefaultMaxReply,
		"words of a search":                             bleve.MaxQuestionWords,
		"passages of one search":                        bleve.MaxTopK,
		"bytes of a document's id":                      bleve.MaxIDBytes,
		"bytes of a row of JSON Lines, CSV or TSV":      corpus.DefaultMaxRow,
		"bytes of a Markdown, HTML or text file":        corpus.DefaultMaxFile,
		"times a compressed file may expand":            corpus.DefaultMaxRatio,
	}
	got := map[string]int{}
	for _, row := range regexp.MustCompile(`(?m)^\| ([^|]+) \| (\d+) \|`).FindAllStringSubmatch(readPage(t, "../SECURITY.md"), -1) {
		n, err := strconv.Atoi(row[2])
		assert.NoError(t, err)
		got[row[1]] = n
	}
	assert.Equal(t, want, got)
}
