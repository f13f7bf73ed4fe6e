package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// How often progress is shown: on a terminal one line is kept up to date, elsewhere a line is written now and then.
const (
	liveInterval = 200 * time.Millisecond
	lineInterval = 10 * time.Second
)

const eraseLine = "\r\x1b[K"

// progress tells on standard error how far a long command has come. It owns that stream until end is called: what else is to be said
// meanwhile goes through note.
type progress struct {
	out     io.Writer
	live    bool
	quiet   bool
	columns int
	// state says how far it has come, in one line; empty for nothing.
	state func(elapsed time.Duration) string
	began time.Time

	mu    sync.Mutex
	drawn bool // a live line stands where the cursor is
	stop  chan struct{}
	done  chan struct{}
}

// progress begins to show how far a command has come. Quiet shows neither that nor notes.
func (a *app) progress(quiet bool, state func(elapsed time.Duration) string) *progress {
	p := &progress{
		out: a.err, live: a.terminal.err && a.env("TERM") != "dumb", quiet: quiet, columns: a.terminal.columns, state: state,
		began: time.Now(), stop: make(chan struct{}), done: make(chan struct{}),
	}
	if quiet {
		close(p.done)
		return p
	}
	go p.run()
	return p
}

func (p *progress) run() {
	defer close(p.done)
	interval := lineInterval
	if p.live {
		interval = liveInterval
	}
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-tick.C:
			p.draw()
		}
	}
}

func (p *progress) draw() {
	line := p.state(time.Since(p.began))
	if line == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.live {
		fmt.Fprintln(p.out, line)
		return
	}
	if runes := []rune(line); p.columns > 0 && len(runes) >= p.columns { // a line that wraps could not be erased
		line = string(runes[:p.columns-1])
	}
	fmt.Fprint(p.out, eraseLine+line)
	p.drawn = true
}

// note writes a line above the live one.
func (p *progress) note(format string, args ...any) {
	if p.quiet {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.erase()
	fmt.Fprintln(p.out, oneLine(fmt.Sprintf(format, args...)))
}

func (p *progress) erase() {
	if p.drawn {
		fmt.Fprint(p.out, eraseLine)
		p.drawn = false
	}
}

// end stops showing progress and takes the live line away. Ending twice does nothing.
func (p *progress) end() {
	select {
	case <-p.stop:
		return
	default:
		close(p.stop)
	}
	<-p.done
	p.mu.Lock()
	defer p.mu.Unlock()
	p.erase()
}

// pace is how far a run over an input has come.
type pace struct {
	count       uint64
	what        string
	bytes, size int64 // of the input; size is 0 where it is not known
	elapsed     time.Duration
}

// String tells the count, the rate, the bytes and, where it is known how many there are, the time left.
func (p pace) String() string {
	text := fmt.Sprintf("%s %s  %s/s", number(p.count), p.what, number(perSecond(p.count, p.elapsed)))
	if p.size <= 0 {
		return text + "  " + sizeText(p.bytes) + "  " + clock(p.elapsed)
	}
	done := min(p.bytes, p.size) // a file may grow while it is read
	if done == p.size {          // what was read of a large file may take a while still
		return text + "  all " + sizeText(done) + " read  " + clock(p.elapsed)
	}
	text += fmt.Sprintf("  %s of %s  %d%%", sizeText(done), sizeText(p.size), int(100*float64(done)/float64(p.size)))
	if done == 0 {
		return text
	}
	left := time.Duration(float64(p.elapsed) * float64(p.size-done) / float64(done))
	return text + "  " + clock(left) + " left"
}
