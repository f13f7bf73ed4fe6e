package cache

import (
	"context"
	"sync"

	"github.com/qcompiler/qcompiler/llm"
)

// flight lets one caller at a time make a call; the others wait for its result. Where it fails because its own caller went away,
// another of those waiting takes over.
type flight struct {
	mu    sync.Mutex
	calls map[string]*call
}

type call struct {
	done chan struct{}
	resp *llm.Response
	err  error
	gone bool // the caller went away, or panicked: the result says nothing about the call
}

// do runs fn, or waits for the one who does; shared reports the latter.
func (f *flight) do(ctx context.Context, key string, fn func() (*llm.Response, error)) (resp *llm.Response, shared bool, err error) {
	for {
		f.mu.Lock()
		other := f.calls[key]
		if other == nil {
			break
		}
		f.mu.Unlock()
		select {
		case <-other.done:
			if !other.gone {
				return other.resp, true, other.err
			}
		case <-ctx.Done():
			return nil, false, ctx.Err()
		}
	}
	own := &call{done: make(chan struct{}), gone: true}
	if f.calls == nil {
		f.calls = map[string]*call{}
	}
	f.calls[key] = own
	f.mu.Unlock()
	defer func() {
		f.mu.Lock()
		delete(f.calls, key)
		f.mu.Unlock()
		close(own.done)
	}()
	own.resp, own.err = fn()
	own.gone = own.err != nil && ctx.Err() != nil
	return own.resp, false, own.err
}
