// Package executor holds compiled queries and runs them.
//
// A [Program] is a checked query made ready to run: its leaves in reading order, each with the leaves it depends on. It is immutable,
// safe for concurrent use, and holds no client and no secret, so it can be compiled once, kept, printed, drawn and run many times.
//
// An [Executor] runs programs with the parts of its [Config]: a retriever finds the passages of a leaf, an answerer reads values out of
// them, a binder puts values into the placeholders of the leaves that follow, and a composer makes the answer from all that was found.
// [Executor.Run] returns a [Result]; [Executor.Stream] yields each step as an [Event] as well.
//
// # Order
//
// A leaf starts the moment all it depends on is known, whatever else is still at work, up to [Limits.Parallel] at a time. The same
// question is looked up once in a run. What a leaf finds is a function of what it depends on, and budgets are divided before anything is
// spent, so the result does not depend on what is fast: same program, same index, same options, same result. Two limits are the
// exception, since they are about what is fast: wall time, and model calls, which whoever comes first gets.
//
// # Fan-out and lineage
//
// A value remembers its lineage: which value of which leaf it was made from, through any number of steps. A leaf runs once for each
// combination of the values of its placeholders in which no leaf has two values. So in A * (B {a} + C {a}) * D {b} {c}, D is asked for the
// b and c of the same a, while values that have nothing in common give all pairs. Above [Limits.Fanout] the combinations of the highest
// joint confidence run, and of equals those that come first. A value is data: the text that is filled in is never parsed.
//
// # Candidates
//
// An answerer may name alternatives: other answers instead of its own. A hypothesis takes one candidate for each look-up whose answer is
// used further on; its score is the product of the confidences, over all leaves, of what was found under it, where a leaf that fans out
// counts with the geometric mean of its runs. Leaves keep the [Limits.Beam] best, and always the one that takes the first candidate
// everywhere, and leaves that share others join only hypotheses that agree on those. The best one about all leaves is the result. So of two
// directors the one wins whose birth date is found with confidence, unless the other was the surer by more: [Doubt] holds the
// constants.
//
// # What goes wrong
//
// A leaf is answered, empty, failed, skipped (there was nothing to fill in) or over-budget, and the rest goes on without it, unless
// [PolicyFailFast] says to stop. A panic in one of the parts is a failure of the leaf. A limit that is hit is a warning of the result that
// names the limit, its value and by how much it was passed; [Rules] documents them. When a context ends, Run returns what was finished with
// the error of the context. No goroutine outlives the call, so the parts must honour their context.
package executor
