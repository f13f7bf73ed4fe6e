// Package verbalise makes well-formed English questions of pieces of a question.
//
// A translator finds that a question holds another: "the company that acquired X", "the band X is a member of", "where X was born",
// "birthplace of X". What it found is no question yet, and both the search and the reader look at the words. [Question] puts it right:
// "Which company acquired X", "Which band is X a member of", "Where was X born", "What is the birthplace of X". Names are kept letter
// for letter. [Head] gives the noun after which the answer is called in the next question, as in {company}.
//
// All is done with closed-class words, a few hundred nouns and the irregular verbs; a piece that fits no pattern gets "What is" in
// front and is otherwise left alone.
package verbalise
