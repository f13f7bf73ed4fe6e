// Package extract answers questions from passages with no language model: it points at the words that answer.
//
// A [Reader] takes the question apart (what it asks for, which relation it names), lists every short run of words of every passage as a
// candidate, and scores the candidates with a linear model over hashed features. A small convolutional network then reads the likeliest
// sentences and scores their candidates again; the sum of both decides. The probability of an answer is the sum over all places that say
// the same. The model, the network, the word vectors and the calibration are in one weights file that is embedded; the command
// answer/extract/train makes it; weights.md beside it reports what it reaches, groups.md what each group of features gives.
//
// What the question rules out whatever the model says is taken from the scores before that, in training too: a namesake where another passage
// has the name itself, a date for a person, a birth for a death, a director for a writer, the wife for the mother, what is no country for one.
// With a catalogue of names ([Config.Titles]) the model also knows which names are things that the index tells of, and where those end.
//
// Who founded, wrote or directed something may be several: then all names of the list are values, each with its own place. A passage that has
// nothing of the names in the question is hardly trusted.
//
// The reader is meant for the leaves of a plan, short questions that one passage answers. It says "not found" rather than guess where its
// calibrated confidence is under [Config.Threshold].
package extract
