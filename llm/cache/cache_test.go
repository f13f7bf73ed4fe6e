package cache_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/cache"
)

var ask = []llm.Message{{Role: llm.User, Content: "q"}}

// counted returns a Model that numbers its replies.
func counted(calls *atomic.Int32, finish llm.Finish) llm.Model {
	return llm.Func(func(_ context.Context, m []llm.Message, _ ...llm.Option) (*llm.Response, error) {
		return &llm.Response{Text: fmt.Sprintf("%s %d", m[0].Content, calls.Add(1)), Finish: finish, Usage: llm.Usage{Calls: 1, PromptTokens: 5}}, nil
	})
}

func open(t *testing.T, m llm.Model, dir string, most int64) *cache.Cache {
	t.Helper()
	c, err := cache.New(m, cache.Config{Dir: dir, Model: []string{"http://x/v1", "tiny"}, MaxBytes: most})
	require.NoError(t, err)
	return c
}

func TestKeepsRepliesOverRuns(t *testing.T) {
	var calls atomic.Int32
	dir := t.TempDir()
	first, err := open(t, counted(&calls, llm.Stop), dir, 0).Generate(t.Context(), ask, llm.WithTemperature(0))
	require.NoError(t, err)
	assert.False(t, first.Cached)
	again, err := open(t, counted(&calls, llm.Stop), dir, 0).Generate(t.Context(), ask, llm.WithTemperature(0))
	require.NoError(t, err)
	assert.Equal(t, &llm.Response{Text: "q 1", Finish: llm.Stop, Cached: true}, again, "a kept reply costs nothing")
}

func TestWhatTellsCallsApart(t *testing.T) {
	base := []llm.Option{llm.WithTemperature(0)}
	for name, opts := range map[string][]llm.Option{
		"seed":    {llm.WithSeed(1)},
		"tokens":  {llm.WithMaxTokens(3)},
		"stop":    {llm.WithStop("x")},
		"grammar": {llm.WithGrammar("g")},
		"schema":  {llm.WithSchema("s", []byte(`{}`))},
		"version": {llm.WithVersion("index 4")},
	} {
		var calls atomic.Int32
		c := open(t, counted(&calls, llm.Stop), t.TempDir(), 0)
		for range 2 {
			_, err := c.Generate(t.Context(), ask, base...)
			require.NoError(t, err)
			_, err = c.Generate(t.Context(), ask, append(base[:1:1], opts...)...)
			require.NoError(t, err)
		}
		assert.EqualValues(t, 2, calls.Load(), name)
	}
}

func TestWhatIsNotKept(t *testing.T) {
	bad := llm.WithValid(func(*llm.Response) error { return errors.New("bad") })
	for _, test := range []struct {
		name   string
		finish llm.Finish
		opts   []llm.Option
	}{
		{"cut off", llm.Length, []llm.Option{llm.WithTemperature(0)}},
		{"by chance", llm.Stop, []llm.Option{llm.WithTemperature(0.7)}},
		{"no temperature", llm.Stop, nil},
		{"not valid", llm.Stop, []llm.Option{llm.WithTemperature(0), bad}},
	} {
		var calls atomic.Int32
		c := open(t, counted(&calls, test.finish), t.TempDir(), 0)
		for range 3 {
			_, err := c.Generate(t.Context(), ask, test.opts...)
			require.NoError(t, err)
		}
		assert.EqualValues(t, 3, calls.Load(), test.name)
	}
}

func TestSingleFlight(t *testing.T) {
	var calls atomic.Int32
	started, release := make(chan struct{}), make(chan struct{})
	c := open(t, llm.Func(func(ctx context.Context, _ []llm.Message, _ ...llm.Option) (*llm.Response, error) {
		if calls.Add(1) == 1 {
			close(started)
		}
		select {
		case <-release:
			return &llm.Response{Text: "x", Finish: llm.Stop}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}), t.TempDir(), 0)
	gone, leave := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		_, err := c.Generate(gone, ask, llm.WithTemperature(0))
		assert.ErrorIs(t, err, context.Canceled)
	})
	<-started
	for range 8 {
		wg.Go(func() {
			resp, err := c.Generate(t.Context(), ask, llm.WithTemperature(0))
			assert.NoError(t, err)
			assert.Equal(t, "x", resp.Text)
		})
	}
	leave() // another takes over
	close(release)
	wg.Wait()
	assert.LessOrEqual(t, calls.Load(), int32(2))
}

func TestDamagedEntriesAreNone(t *testing.T) {
	var calls atomic.Int32
	dir := t.TempDir()
	c := open(t, counted(&calls, llm.Stop), dir, 0)
	_, err := c.Generate(t.Context(), ask, llm.WithTemperature(0))
	require.NoError(t, err)
	for _, name := range files(t, dir) {
		require.NoError(t, os.WriteFile(name, []byte(`{"format":1`), 0o600))
	}
	resp, err := c.Generate(t.Context(), ask, llm.WithTemperature(0))
	require.NoError(t, err)
	assert.Equal(t, "q 2", resp.Text)
}

func TestStaysSmall(t *testing.T) {
	var calls atomic.Int32
	dir := t.TempDir()
	foreign := filepath.Join(dir, "notes.txt")
	require.NoError(t, os.WriteFile(foreign, []byte("mine"), 0o600))
	c := open(t, counted(&calls, llm.Stop), dir, 20_000)
	for i := range 300 {
		_, err := c.Generate(t.Context(), []llm.Message{{Content: strings.Repeat("x", i)}}, llm.WithTemperature(0))
		require.NoError(t, err)
	}
	var size int64
	for _, name := range files(t, dir) {
		info, err := os.Stat(name)
		require.NoError(t, err)
		size += info.Size()
	}
	assert.LessOrEqual(t, size, int64(20_000))
	assert.FileExists(t, foreign)
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	require.NoError(t, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".reply.json") {
			names = append(names, name)
		}
		return err
	}))
	return names
}

func Example() {
	dir, err := os.MkdirTemp("", "replies")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	slow := llm.Func(func(context.Context, []llm.Message, ...llm.Option) (*llm.Response, error) {
		fmt.Println("asking")
		return &llm.Response{Text: "four", Finish: llm.Stop}, nil
	})
	model, err := cache.New(slow, cache.Config{Dir: dir, Model: []string{"some-model"}})
	if err != nil {
		panic(err)
	}
	for range 2 {
		reply, err := model.Generate(context.Background(), []llm.Message{{Role: llm.User, Content: "2+2?"}}, llm.WithTemperature(0))
		if err != nil {
			panic(err)
		}
		fmt.Println(reply.Text)
	}
	// Output:
	// asking
	// four
	// four
}
