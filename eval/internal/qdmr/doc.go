// Package qdmr measures decompositions of questions in QDMR, the form of the Break data set (Wolfson et al. 2020, "Break It Down: A
// Question Understanding Benchmark", TACL 8), as the evaluator of its leaderboard defines it: exact match, exact match of the normal form,
// SARI, and graph edit distance.
//
// Exact match, SARI and the distance follow the published definitions to the letter where they can: words are parted by single spaces for
// SARI, 0/0 is 1 there, insertions and deletions of nodes and edges cost 1, and replacing a node costs 1 minus the match ratio of the
// lemmas of its words. The published evaluator takes lemmas and parts of speech from a statistical parser. Here they come from lists and
// endings, so that the figures of the normal form and of the distance can differ from it where a word is tagged in another way. Of the
// rules of the normal form those that name operators are left out: they replace a step by the name of its operator, which needs the
// parser's dependencies.
//
// [FromQuery] makes a decomposition of a plan in G[q], so that translations can be measured.
package qdmr
