package conformance_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/conformance"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/internal/rules"
	"github.com/qcompiler/qcompiler/source"
)

func TestLoad(t *testing.T) {
	file := func(text string) fstest.MapFS { return fstest.MapFS{"topic.txt": {Data: []byte(text)}} }
	t.Run("forms of text", func(t *testing.T) {
		cases, err := conformance.Load(file("a remark\n\n=== one\nSome\nwords.\n--- input (quoted)\n\"a\\x00\\n\"\n--- options\nstrict\nleaves 2\n\n" +
			"=== two\n--- input (repeated)\n3 \"(\"\n1 \"a\"\n--- letters\nA\n\n=== three\n--- input\na\n\nb\n\n--- diagnostics\n"))
		require.NoError(t, err)
		require.Len(t, cases, 3)
		assert.Equal(t, "topic", cases[0].File)
		assert.Equal(t, 3, cases[0].Line)
		assert.Equal(t, "Some\nwords.", cases[0].Doc)
		assert.Equal(t, "a\x00\n", cases[0].Input)
		assert.Equal(t, conformance.Options{Strict: true, Leaves: 2}, cases[0].Options)
		assert.Empty(t, cases[0].Expected)
		assert.Equal(t, "(((a", cases[1].Input)
		assert.Equal(t, map[conformance.Section]string{conformance.Letters: "A"}, cases[1].Expected)
		assert.Equal(t, "a\n\nb", cases[2].Input)
		assert.Equal(t, map[conformance.Section]string{conformance.Diagnostics: ""}, cases[2].Expected)
	})
	for text, message := range map[string]string{
		"=== a\n--- letters\nA\n":                                 `topic.txt:1: case "a" has no input`,
		"=== a\n--- input\nA\n=== a\n--- input\nA\n":              `topic.txt:4: there is a case "a" above`,
		"=== a\n--- inptu\nA\n":                                   `there is no section "inptu"`,
		"=== a\n--- input (quoted)\nA\n":                          `input: invalid syntax`,
		"=== a\n--- input (rot13)\nA\n":                           `not "(rot13)"`,
		"=== a\n--- input (repeated)\n99999999999 \"a\"\n":        `too much`,
		"=== a\n--- input (repeated)\n-1 \"a\"\n":                 `too much`,
		"=== a\n--- input\nA\n--- options\ndepth\n":               `option "depth" needs a number`,
		"=== a\n--- input\nA\n--- options\nspeed 3\n":             `there is no option "speed"`,
		"=== a\n--- input\nA\n--- canonical (quoted)\n\"A\n":      `canonical: invalid syntax`,
		"=== a\n--- input (repeated)\nmany \"a\"\n--- letters\nA": `parsing "many"`,
	} {
		_, err := conformance.Load(file(text))
		assert.ErrorContains(t, err, message, text)
	}
}

func TestUpdateKeepsWhatIsRight(t *testing.T) {
	for _, path := range glob(t) {
		before, err := os.ReadFile(path)
		require.NoError(t, err)
		folder := t.TempDir()
		copied := filepath.Join(folder, filepath.Base(path))
		require.NoError(t, os.WriteFile(copied, before, 0o600))
		require.NoError(t, conformance.Update(folder, ours{}))
		after, err := os.ReadFile(copied)
		require.NoError(t, err)
		assert.Equal(t, string(before), string(after), path)
	}
}

func TestUpdateFillsInWhatIsStated(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "topic.txt")
	require.NoError(t, os.WriteFile(path, []byte("# Topic\n\n=== new\n--- input\nA ** B\n\n=== some\nWords.\n--- input (repeated)\n2 \"a\"\n--- letters\nZ\n"), 0o600))
	require.NoError(t, conformance.Update(folder, ours{}))
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, `# Topic

=== new
--- input
A ** B
--- tokens
Words 0-1 "A"
Space 1-2 " "
Star 2-4 "**"
Space 4-5 " "
Words 5-6 "B"
--- tree
dependent 0-6
  atomic 0-1 "A"
  atomic 5-6 "B"
--- letters
A * B
--- bindings
A 0
B 1
--- diagnostics
error operator-run 2-4
  A «**» B

=== some
Words.
--- input (repeated)
2 "a"
--- letters
A
`, string(after))
}

func glob(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	return paths
}

// Every code that an input can give has a case.
func TestEveryCodeHasACase(t *testing.T) {
	stated := map[string]bool{}
	for _, c := range load(t) {
		for line := range strings.Lines(c.Expected[conformance.Diagnostics]) {
			if fields := strings.Fields(line); !strings.HasPrefix(line, " ") {
				stated[fields[1]] = true
			}
		}
	}
	running := map[source.Code]bool{} // given by a run, which has tests of its own
	for _, r := range executor.Rules() {
		running[r.Code] = true
	}
	for _, r := range rules.All() {
		if running[r.Code] {
			continue
		}
		if r.Bad == "" && !strings.HasPrefix(string(r.Code), "limit-") {
			continue // no text gives it: a fault of ours, or a tree that was built
		}
		if strings.HasPrefix(string(r.Code), "repair-") {
			continue // given by Repair alone, which has cases of its own
		}
		assert.True(t, stated[string(r.Code)], "no case expects %s", r.Code)
	}
}

// The cases of reference.txt and the rows of deviations.md belong together.
func TestDeviations(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(folder, "deviations.md"))
	require.NoError(t, err)
	inReference := map[string]bool{}
	for _, c := range load(t) {
		if c.File == "reference" {
			inReference[c.Name] = false
		}
	}
	require.NotEmpty(t, inReference)
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, "|")
		if len(cells) < 7 || strings.HasPrefix(line, "|---") || strings.HasPrefix(line, "| input") {
			continue
		}
		names := regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[5], -1)
		assert.NotEmpty(t, names, "a row without a case: %s", line)
		for _, name := range names {
			assert.Contains(t, inReference, name[1], line)
			inReference[name[1]] = true
		}
	}
	for name, named := range inReference {
		assert.True(t, named, "deviations.md does not name the case %s", name)
	}
}

// The Python reader in the README reads the same inputs as Load.
func TestReadmeReader(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed")
	}
	text, err := os.ReadFile(filepath.Join(folder, "README.md"))
	require.NoError(t, err)
	script := regexp.MustCompile("(?s)```python\n(.*?)```").FindSubmatch(text)
	require.NotNil(t, script)
	run := string(script[1]) + "\nimport sys\nfor c in read(sys.argv[1]):\n    print(c['file'], c['name'], c['input'].hex())\n"
	out, err := exec.Command(python, "-c", run, folder).Output()
	require.NoError(t, err)
	var want strings.Builder
	for _, c := range load(t) {
		want.WriteString(c.File + " " + c.Name + " " + hexOf(c.Input) + "\n")
	}
	assert.Equal(t, strings.Split(want.String(), "\n"), strings.Split(string(out), "\n"))
}

func hexOf(text string) string {
	const digits = "0123456789abcdef"
	var out strings.Builder
	for i := range len(text) {
		out.WriteByte(digits[text[i]>>4])
		out.WriteByte(digits[text[i]&15])
	}
	return out.String()
}
