package source_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/source"
)

func TestSpan(t *testing.T) {
	text := "Who directed Jaws"
	s := source.Span{Start: 4, End: 12}
	assert.Equal(t, "directed", s.In(text))
	assert.Equal(t, 8, s.Len())
	assert.Equal(t, source.Span{Start: 0, End: 12}, s.Cover(source.Span{Start: 0, End: 3}))
	assert.True(t, source.Span{Start: 0, End: 17}.Contains(s))
	assert.False(t, s.Contains(source.Span{Start: 0, End: 17}))
	assert.Empty(t, source.Span{Start: 90, End: 99}.In(text))
	assert.Empty(t, source.Span{Start: 9, End: 3}.In(text))
}

func TestPosition(t *testing.T) {
	text := "a\nbé c\n"
	for offset, want := range map[int][2]int{-1: {1, 1}, 0: {1, 1}, 1: {1, 2}, 2: {2, 1}, 5: {2, 3}, 8: {3, 1}, 99: {3, 1}} {
		line, column := source.Position(text, offset)
		assert.Equal(t, want, [2]int{line, column}, "offset %d", offset)
	}
}

func TestDiagnosticJSON(t *testing.T) {
	d := source.Diagnostic{Code: "a-code", Severity: source.Warning, Message: "m", Span: source.Span{Start: 1, End: 3}}
	data, err := json.Marshal(d)
	require.NoError(t, err)
	assert.JSONEq(t, `{"code":"a-code","severity":"warning","message":"m","hint":"","span":[1,3],"related":[]}`, string(data))
	var back source.Diagnostic
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Equal(t, d, back)
	for _, bad := range []string{`{"span":[3,1]}`, `{"span":[-1,1]}`, `{"span":[1]}`, `{"span":"x"}`, `{"severity":"fatal"}`} {
		assert.Error(t, json.Unmarshal([]byte(bad), &back), bad)
	}
}

func TestListAsError(t *testing.T) {
	warning := source.Diagnostic{Code: "w", Severity: source.Warning}
	err1 := source.Diagnostic{Code: "e1", Severity: source.Error, Message: "first", Span: source.Span{Start: 5, End: 6}}
	err2 := source.Diagnostic{Code: "e2", Severity: source.Error, Message: "second"}

	assert.NoError(t, source.List(nil).Err())
	assert.NoError(t, source.List{warning}.Err())
	err := source.List{warning, err1, err2}.Err()
	assert.EqualError(t, err, "error[e1] at 5-6: first (and 1 more error)")
	assert.EqualError(t, source.List{err1, err2, err2}.Err(), "error[e1] at 5-6: first (and 2 more errors)")

	var list source.List
	require.True(t, errors.As(fmt.Errorf("compile: %w", err), &list))
	assert.Equal(t, []source.Code{"w", "e1", "e2"}, list.Codes())
	list.Sort()
	assert.Equal(t, []source.Code{"w", "e2", "e1"}, list.Codes())
}

func TestTruncate(t *testing.T) {
	var list source.List
	for i := range source.MaxDiagnostics + 3 {
		list = append(list, source.Diagnostic{Severity: source.Warning, Span: source.At(i)})
	}
	short := list.Truncate(source.Dropped{})
	assert.Len(t, short, source.MaxDiagnostics+1)
	assert.Equal(t, source.Note, short[source.MaxDiagnostics].Severity)
	assert.Contains(t, short[source.MaxDiagnostics].Message, "3 more")
	assert.Equal(t, short, short.Truncate(source.Dropped{}))
	assert.Len(t, list, source.MaxDiagnostics+3, "the list itself is left alone")

	few := list[:2].Truncate(source.Dropped{Count: 7, Errors: true})
	assert.Len(t, few, 3)
	assert.True(t, few.HasErrors())
	assert.Contains(t, few[2].Message, "7 more")

	list[source.MaxDiagnostics+1].Severity = source.Error
	assert.True(t, list.Truncate(source.Dropped{}).HasErrors(), "cutting must not lose that there is an error")
}

func TestQuote(t *testing.T) {
	assert.Equal(t, `"a b"`, source.Quote(" a\n b\t"))
	assert.Equal(t, `"␛[2J�"`, source.Quote("\x1b[2J\u202e"))
	assert.Equal(t, 50, len([]rune(source.Quote(string(make([]byte, 500))))))
}

func ExampleDraw() {
	text := "Who directed Jaws * What else did {#3} make"
	_ = source.Draw(os.Stdout, text, source.List{{
		Code: "placeholder-unbound", Severity: source.Error, Span: source.Span{Start: 34, End: 38},
		Message: "{#3} names a leaf that is not to the left of it",
		Hint:    `leaves in scope here: A "Who directed Jaws"; write {director} or {#1}`,
	}}, source.DrawOptions{})
	// Output:
	// error[placeholder-unbound]: {#3} names a leaf that is not to the left of it
	//   1 | Who directed Jaws * What else did {#3} make
	//     |                                   ^^^^
	//   hint: leaves in scope here: A "Who directed Jaws"; write {director} or {#1}
}
