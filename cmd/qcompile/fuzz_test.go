package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/executor"
)

// FuzzCommands pipes any bytes into the commands: they agree on what is valid, plan always prints its JSON, with leaves if and only if
// the status is 0, and what fmt prints is canonical.
func FuzzCommands(f *testing.F) {
	for _, seed := range []string{good, bad, "", "(A + B) * C", "A +", `a "b + c" \* d`, "\uFEFFA", "A\x00", "\xff", "A\r\n+\nB", "{{x}} ** ()"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		pipe := func(input []byte, args ...string) (status int, stdout string) {
			w := newWorld()
			w.terminal, w.in = terminal{}, bytes.NewReader(input)
			status = w.run(append(args, "-")...)
			require.NotContains(t, w.stderr.String(), "internal error")
			require.Contains(t, []int{statusOK, statusInvalid}, status)
			return status, w.stdout.String()
		}

		planned, out := pipe(input, "plan", "--format", "json")
		var plan executor.Plan
		require.NoError(t, json.Unmarshal([]byte(out), &plan))
		assert.Equal(t, planned == statusOK, len(plan.Leaves) > 0)
		assert.Equal(t, planned == statusInvalid, plan.Diagnostics.HasErrors())

		checked, _ := pipe(input, "check")
		assert.Equal(t, planned, checked)

		formatted, canonical := pipe(input, "fmt")
		if planned == statusOK {
			assert.Equal(t, statusOK, formatted, "what makes sense can be read")
		}
		if formatted == statusOK {
			again, same := pipe([]byte(strings.TrimSuffix(canonical, "\n")), "fmt")
			assert.Equal(t, statusOK, again)
			assert.Equal(t, canonical, same)
		}
	})
}
