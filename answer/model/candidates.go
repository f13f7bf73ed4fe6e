package model

import "github.com/qcompiler/qcompiler/answer"

var _ answer.CandidateComposer = (*Composer)(nil)

// Candidates returns how many other answers of a leaf the offline composer wants for a question; a model gets by without them.
func (c *Composer) Candidates(question string) int {
	if offline, ok := c.offline.(answer.CandidateComposer); ok {
		return offline.Candidates(question)
	}
	return 0
}
