package bleve

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// errPanic marks a panic of a goroutine. In files that Bleve maps into memory a changed byte shows as one.
var errPanic = errors.New("panic")

// forEach calls work for 0 to n-1, up to workers at a time, and waits for all of them. The first error stops the rest.
func forEach(ctx context.Context, workers, n int, work func(i int) error) error {
	workers = min(workers, n)
	if workers <= 1 {
		for i := range n {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := work(i); err != nil {
				return err
			}
		}
		return nil
	}
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range workers {
		group.Go(func() (err error) {
			defer func() {
				if r := recover(); r != nil { // in this goroutine it would end the process
					err = fmt.Errorf("%w: %v", errPanic, r)
				}
			}()
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := work(i); err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}
