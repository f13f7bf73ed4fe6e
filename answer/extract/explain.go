package extract

import (
	"fmt"

	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
)

// explain tells how the question was read and which answers were likeliest.
func (x *reading) explain(list []finding) []string {
	q := x.set.Q
	lines := []string{fmt.Sprintf("%d candidates in %d passages", len(x.set.Candidates), len(x.docs))}
	if q.Relation > 0 {
		lines = append(lines, "the question asks for: "+question.RelationName(q.Relation))
	} else if q.Focus >= 0 {
		t := q.Tokens[q.Focus]
		lines = append(lines, "the question asks for: "+q.Text[t.Start:t.End])
	}
	for _, f := range list[:min(len(list), 5)] {
		v := x.value(f)
		lines = append(lines, fmt.Sprintf("%.3f %q in %q", f.confidence, v.Text, v.Evidence[0].Title))
	}
	return lines
}
