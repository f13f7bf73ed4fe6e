package memory

import "strings"

// stopWords are the English words that tell no passage from another, with the words questions are asked with.
var stopWords = func() map[string]bool {
	const list = `a an and are as at be been being but by can could did do does doing for from had has have having he her
		hers him his how i if in into is it its itself me my no nor not of on or our ours she should so some such than that
		the their theirs them then there these they this those to too was we were what when where which while who whom whose
		why will with would you your yours isn't aren't wasn't weren't don't doesn't didn't`
	set := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}()
