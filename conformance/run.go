package conformance

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Run runs each case as a subtest named after its file and its name, and checks the invariants on it.
func Run(t *testing.T, impl Implementation, cases []Case) {
	t.Helper()
	require.NotEmpty(t, cases, "there are no cases to run")
	for _, c := range cases {
		t.Run(c.File+"/"+c.Name, func(t *testing.T) {
			got := Observe(impl, c.Input, c.Options)
			sections := got.Sections(c.Input)
			for _, name := range allSections() {
				want, stated := c.Expected[name]
				if !stated {
					continue
				}
				actual, given := sections[name]
				if assert.Equal(t, true, given, "%s:%d: no %s is given, as an error was reported", c.File, c.Line, name) {
					assert.Equal(t, want, actual, "%s:%d: %s of %q", c.File, c.Line, name, short(c.Input))
				}
			}
			for _, broken := range Invariants(impl, c.Input, c.Options) {
				t.Errorf("%s:%d: %s: %q", c.File, c.Line, broken, short(c.Input))
			}
		})
	}
}

func short(text string) string {
	const most = 300
	if len(text) > most {
		return text[:most] + "..."
	}
	return text
}
