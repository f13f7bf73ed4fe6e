package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// version is what this binary knows of where it comes from. Fields that are not known are empty.
type version struct {
	Version  string `json:"version"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Revision string `json:"revision"`
	Time     string `json:"time"`
	// Modified says that the sources differed from the revision.
	Modified bool `json:"modified"`
}

// What a release build tells the linker, since its sources may come without their history: -X main.releaseVersion=v1.2.3 and so on. Other
// builds have what the Go command knows.
var releaseVersion, releaseRevision, releaseTime string

func (a *app) version() version {
	v := version{Version: "unknown", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := a.build(); ok {
		v.read(info)
	}
	v.Version, v.Revision, v.Time = cmp.Or(releaseVersion, v.Version), cmp.Or(releaseRevision, v.Revision), cmp.Or(releaseTime, v.Time)
	return v
}

// read takes over what the Go command wrote into the binary.
func (v *version) read(info *debug.BuildInfo) {
	v.Version = info.Main.Version
	if v.Version == "" || v.Version == "(devel)" {
		v.Version = "devel"
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.time":
			v.Time = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
}

// line is the version with what it was built from, on one line.
func (v version) line() string {
	parts := []string{v.Go, v.Platform}
	if v.Revision != "" {
		revision := v.Revision[:min(len(v.Revision), 12)]
		if v.Modified {
			revision += " with changes"
		}
		day, _, _ := strings.Cut(v.Time, "T")
		parts = append([]string{strings.TrimSpace("revision " + revision + " " + day)}, parts...)
	}
	return v.short() + " (" + strings.Join(parts, ", ") + ")"
}

// short returns the version on one line.
func (v version) short() string { return "qcompile " + v.Version }

// long returns all of it.
func (v version) long() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n  built with  %s for %s\n", v.short(), v.Go, v.Platform)
	if v.Revision != "" {
		revision := v.Revision
		if v.Modified {
			revision += " (with changes that are not committed)"
		}
		fmt.Fprintf(&out, "  revision    %s\n", revision)
	}
	if v.Time != "" {
		fmt.Fprintf(&out, "  of          %s\n", v.Time)
	}
	return out.String()
}

func newVersionCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:         "version",
		Short:       "Print the version, and what it was built from",
		Long:        "Version prints the version of qcompile, the Go version it was built with, and the revision of the sources where the build knows it. As sbom it prints the bill of materials: the modules this very binary was linked from, in the form of CycloneDX.",
		Example:     "  qcompile version\n  qcompile version --format json",
		GroupID:     groupTool,
		Annotations: map[string]string{ownSettings: "yes"},
		Args:        noArgs,
	}
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	o := &output{cmd: cmd, formatFlag: addFormat(cmd, []format{formatText, formatJSON, formatSBOM})}
	cmd.RunE = func(*cobra.Command, []string) error {
		switch o.chosen.name {
		case formatText.name:
			return a.print(a.version().long())
		case formatSBOM.name:
			return a.writeJSON(o, a.materials())
		}
		return a.writeJSON(o, a.version())
	}
	return cmd
}

// noArgs refuses arguments.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("leave it out", "%s takes no argument, and there is %q", cmd.Name(), args[0])
	}
	return nil
}
