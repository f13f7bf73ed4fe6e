package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
)

func elapsedText(elapsed time.Duration) string { return clock(elapsed) + " passed" }

// shown is what is on standard error now.
func shown(w *world, bar *progress) string {
	bar.mu.Lock()
	defer bar.mu.Unlock()
	return w.stderr.String()
}

// TestProgressOnATerminal shows that one line is kept up to date, that notes go above it, and that nothing of it is left.
func TestProgressOnATerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		bar := w.progress(false, elapsedText)
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		assert.Empty(t, shown(w, bar), "what is done at once needs no progress")
		time.Sleep(2 * time.Second)
		synctest.Wait()
		assert.Equal(t, 10, strings.Count(shown(w, bar), eraseLine), "five times a second")
		assert.Equal(t, "0:02 passed", lastDrawn(shown(w, bar)))

		bar.note("skipped: %s", "a \x1b[2J row")
		assert.True(t, strings.HasSuffix(shown(w, bar), eraseLine+"skipped: a ␛[2J row\n"), "the live line makes way")
		time.Sleep(time.Second)
		synctest.Wait()
		bar.end()
		bar.end()
		assert.True(t, strings.HasSuffix(shown(w, bar), eraseLine), "the line is gone")
		assert.NotContains(t, strings.ReplaceAll(shown(w, bar), "row\n", ""), "\n")

		written := len(shown(w, bar))
		time.Sleep(time.Minute)
		synctest.Wait()
		assert.Equal(t, written, len(shown(w, bar)), "nothing comes after the end")
	})
}

func lastDrawn(text string) string { return text[strings.LastIndex(text, eraseLine)+len(eraseLine):] }

// TestProgressElsewhere shows that a log gets a line now and then.
func TestProgressElsewhere(t *testing.T) {
	for _, c := range []struct {
		name  string
		setUp func(*world)
	}{
		{"a pipe", func(w *world) { w.terminal = terminal{} }},
		{"a terminal that cannot erase", func(w *world) { w.variables["TERM"] = "dumb" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld()
				c.setUp(w)
				bar := w.progress(false, elapsedText)
				time.Sleep(9 * time.Second)
				synctest.Wait()
				assert.Empty(t, shown(w, bar), "a short run says nothing")
				time.Sleep(22 * time.Second)
				synctest.Wait()
				bar.note("a note")
				bar.end()
				assert.Equal(t, "0:10 passed\n0:20 passed\n0:30 passed\na note\n", shown(w, bar))
			})
		})
	}
}

func TestProgressQuiet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		bar := w.progress(true, elapsedText)
		time.Sleep(time.Minute)
		bar.note("a note")
		bar.end()
		assert.Empty(t, shown(w, bar))
	})
}

// TestProgressFitsTheTerminal keeps the line shorter than the terminal: one that wraps could not be erased.
func TestProgressFitsTheTerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.terminal.columns = 20
		bar := w.progress(false, func(time.Duration) string { return strings.Repeat("é", 50) })
		time.Sleep(250 * time.Millisecond)
		synctest.Wait()
		assert.Equal(t, strings.Repeat("é", 19), lastDrawn(shown(w, bar)))
		bar.end()
	})
}

func TestPace(t *testing.T) {
	for _, c := range []struct {
		pace pace
		want string
	}{
		{pace{0, "passages", 0, 100, 0}, "0 passages  0/s  0 bytes of 100 bytes  0%"},
		{pace{12345, "passages", 3 << 20, 12 << 20, 5 * time.Second}, "12,345 passages  2,469/s  3 MiB of 12 MiB  25%  0:15 left"},
		{pace{10, "questions", 1 << 10, 100 << 20, time.Second}, "10 questions  10/s  1 KiB of 100 MiB  0%  28:26:39 left"},
		{pace{10, "passages", 2048, 0, 75 * time.Second}, "10 passages  0/s  2 KiB  1:15"},
		{pace{10, "passages", 300, 200, time.Second}, "10 passages  10/s  all 200 bytes read  0:01"},
	} {
		assert.Equal(t, c.want, c.pace.String())
	}
}

func TestByteSize(t *testing.T) {
	for text, want := range map[string]int{
		"1": 1, "200b": 200, "500kB": 500_000, "500KB": 500_000, "64KiB": 64 << 10, "1.5MiB": 3 << 19, "16 MB": 16_000_000, "1g": 1 << 30,
		"1GiB": 1 << 30, "2GiB": 0, "0": 0, "-1": 0, "": 0, "k": 0, "1.5": 0, "NaN": 0, "Inf": 0, "1e999": 0, "0x10": 0, "1 byte": 0,
	} {
		b := byteSize{value: 7, most: 1 << 30}
		err := b.Set(text)
		if want == 0 {
			assert.ErrorContains(t, err, fmt.Sprintf("%q is not a size from 1 byte to 1 GiB", text))
			assert.Equal(t, 7, b.value, "a value that cannot be leaves the old one")
			continue
		}
		assert.NoError(t, err, text)
		assert.Equal(t, want, b.value, text)
	}
}

func TestSizeText(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 bytes", 1: "1 byte", 1023: "1023 bytes", 1024: "1 KiB", 1536: "1.5 KiB", 16 << 20: "16 MiB", 5 << 30: "5 GiB",
	} {
		assert.Equal(t, want, sizeText(n))
	}
}

func TestDurations(t *testing.T) {
	assert.Equal(t, "0:07", clock(7*time.Second))
	assert.Equal(t, "12:34", clock(12*time.Minute+34*time.Second))
	assert.Equal(t, "1:02:03", clock(time.Hour+2*time.Minute+3*time.Second))
	assert.Equal(t, "31 ms", seconds(31*time.Millisecond))
	assert.Equal(t, "1.5 s", seconds(1500*time.Millisecond))
	assert.Equal(t, "2:05", seconds(125*time.Second))
	assert.Zero(t, perSecond(10, 0))
}

// TestBuildOnATerminal runs a build as a person sees it: the summary on standard output, and nothing left of the progress.
func TestBuildOnATerminal(t *testing.T) {
	w := newWorld()
	w.in = strings.NewReader(`{"id":"1","text":"a shark"}` + "\n")
	dir := t.TempDir()
	assert.Equal(t, statusOK, w.run("index", "build", "-i", dir+"/i", "-"), w.stderr.String())
	assert.Contains(t, w.stderr.String(), "Ctrl-D")
	assert.Contains(t, w.stdout.String(), ": 1 passage\n")

	w.stdout.Reset()
	assert.Equal(t, statusOK, w.run("search", "sharks", "-i", dir+"/i"))
	assert.Contains(t, w.stdout.String(), "\x1b[1;33mshark\x1b[0m")
	var plain bytes.Buffer
	w.out, w.terminal.out = &plain, false
	assert.Equal(t, statusOK, w.run("search", "sharks", "-i", dir+"/i"))
	assert.Contains(t, plain.String(), "a «shark»")
}
