// Package phrase reads a question as the translators need it: a row of tokens with their places in the text, names merged into one
// token each, closed-class words and a guess at the part of speech of all others.
//
// [New] does all of it. What a [Question] offers:
//
//   - Tokens: words, punctuation and names. A name ("Jaws", "University of Oxford", "Edward Baring, 1st Baron Revelstoke", anything in
//     quotes) is one token with the tag [Entity], however many words it has.
//   - Text(i, j), Lower(i, j): the text of tokens i to j-1, exactly as it was written, or folded.
//   - Token.Tag: what kind of word it is ([Wh], [Aux], [Noun], [Past], ...); Token.Lower: the word to compare with; Token.Is("who",
//     "what"): whether it is one of these words, which a name never is.
//   - Sentences: where the sentences begin and end, the closing marks left out.
//   - LowerCase: the question was typed without capitals, so names are known from the catalogue alone.
//
// Names are found in three ways, and the union of the three is taken: what stands in quotes, the longest run of words that the title
// catalogue holds, and runs of capitals, which go on over "of", "the", "de" and the like, numbers, "&", ", Duke of" and a short
// parenthesis. All work is linear in the length of the text.
package phrase
