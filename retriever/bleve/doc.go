// Package bleve keeps passages in a Bleve index on disk and finds the ones a question is about.
//
// An index is a folder. [Build] and [Sync] write it, [Open] reads it, and the two never meet: a build works on a copy made of
// hard links and the finished copy takes the place of the old one in a single step, so a search never waits for a build and a
// failed build leaves the index as it was.
//
// Ranking is standard BM25 over title and text taken as one field, with the true length of every passage and the true average
// length, plus a bonus for passages whose title is named in the question. It is computed by this package over Bleve's postings,
// not by Bleve's own scorer, and it is exact: the passages skipped on the way are those that provably cannot be among the best.
//
// A search that would miss the deadline of its context leaves out the most common words, and in the end gives the best passages it has
// come to, with a warning ([ErrCutShort]). [Query] is the same ranking as a query of Bleve's own Search.
//
// A question is data. It is cut into words and nothing else: no operators, wildcards, field names or patterns.
package bleve
