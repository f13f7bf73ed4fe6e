// Package compose puts values into placeholders and makes the answer of what the leaves found, with no model and no network.
//
// [NewBinder] gives the binder. [New] gives the composer, which reads from the question what to do with the findings - compare, choose,
// yes or no, intersect, count, subtract, list - and does it on typed values. It never guesses: where the findings do not
// decide the question it says what was found and what is missing.
//
// The words that tell the operations apart are tables (order.txt, ask.txt, link.txt): a language more is lines, not code.
package compose
