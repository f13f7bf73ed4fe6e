package dataset

import (
	"context"
	"iter"
	"sync"
)

// inOrder does work on jobs, at most n at the same time, and yields the results in the order of the jobs. The first error, of a job or of
// the work on it, is the last that is yielded. All work has ended when the loop is left.
func inOrder[J, R any](ctx context.Context, n int, jobs iter.Seq2[J, error], work func(context.Context, J) (R, error)) iter.Seq2[R, error] {
	type result struct {
		value R
		err   error
		panic any
	}
	return func(yield func(R, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()
		next, stop := iter.Pull2(jobs)
		defer stop()
		var queue []chan result
		ended := false
		for {
			for !ended && len(queue) < n {
				job, err, more := next()
				if !more {
					ended = true
					break
				}
				done := make(chan result, 1)
				queue = append(queue, done)
				if err != nil {
					ended = true
					done <- result{err: err}
					break
				}
				running.Go(func() {
					var r result
					defer func() {
						r.panic = recover()
						done <- r
					}()
					r.value, r.err = work(ctx, job)
				})
			}
			if len(queue) == 0 {
				return
			}
			r := <-queue[0]
			queue = queue[1:]
			if r.panic != nil {
				panic(r.panic) // where somebody reports it
			}
			if !yield(r.value, r.err) || r.err != nil {
				return
			}
		}
	}
}
