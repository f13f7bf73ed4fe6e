package question

// making are the stems, from the past tense, of what several people do together with one result.
var making = func() map[uint32]bool {
	m := map[uint32]bool{}
	for w := range set(`founded established wrote directed created discovered invented designed composed produced starred developed performed
		painted built edited drew illustrated`) {
		m[stemOf(w)] = true
	}
	return m
}()

// makers tells questions such as "Who founded X" and "Who was X written by". "Who is the author of X" says that it wants one.
func (q *Question) makers() {
	if q.Form != Who || q.Focus >= 0 || q.Foreign || q.wh != 0 && q.word(0) != "by" {
		return
	}
	for i := range q.Tokens {
		if i != q.wh && !q.entity[i] && making[q.Tokens[i].Stem] {
			q.Makers = q.Verb == i
			return
		}
	}
}
