// Package demo is a small corpus that comes with the program, so that a question can be asked with no set-up at all.
//
// It holds some hundred short passages about films, people, places, companies, software, books and space flights, in the manner of the
// openings of an encyclopaedia, with namesakes and remakes among them so that finding the right one takes some care. [Open] makes a search
// index of them in the user's cache on first use. [Questions] are questions of every shape that the passages answer.
package demo
