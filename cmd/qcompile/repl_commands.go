package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/internal/rules"
	"github.com/qcompiler/qcompiler/render"
	"github.com/qcompiler/qcompiler/source"
)

// sessionCommand is what a line that begins with a colon can say.
type sessionCommand struct {
	name, takes, about string
	run                func(s *session, ctx context.Context, rest string) error
	// values are what may follow, for completion; nil where that is a file or free text.
	values func() []string
}

// sessionCommands are in the order in which help lists them. It is a function since help is one of them.
func sessionCommands() []sessionCommand {
	onOff := func() []string { return []string{"on", "off"} }
	formats := func() []string { return []string{formatDOT.name, formatMermaid.name, formatTree.name} }
	return []sessionCommand{
		{"plan", "", "print the last plan as an expression", (*session).printPlan, nil},
		{"edit", "", "put the last plan on the line, to change it", (*session).editPlan, nil},
		{"draw", "[FORMAT|FILE]", "draw the last plan: as a tree, dot or mermaid, or into a file such as plan.svg", (*session).drawPlan, formats},
		{"why", "", "tell why the last answer is what it is", (*session).why, nil},
		{"dry", "on|off", "draw the plan of each line, and run nothing", (*session).setDry, onOff},
		{"live", "on|off", "draw the tree of an expression while it is typed", (*session).setLive, onOff},
		{"index", "[INDEX]", "ask this index from now on; without one, tell which it is", (*session).setIndex, nil},
		{"set", "[NAME VALUE]", "change a setting for this session; without a name, show them", (*session).set, func() []string { return settingNames }},
		{"explain", "CODE", "say what a diagnostic means", (*session).explainCode, ruleCodes},
		{"load", "FILE", "run a plan file", (*session).load, nil},
		{"save", "FILE", "write the last plan to a file, to run with :load or ask --expr @FILE", (*session).save, nil},
		{"help", "", "show this", (*session).help, nil},
		{"quit", "", "end the session", func(*session, context.Context, string) error { return errQuit }, nil},
	}
}

func ruleCodes() []string {
	var codes []string
	for _, r := range rules.All() {
		codes = append(codes, string(r.Code))
	}
	return codes
}

// command runs a line that begins with a colon. A command may be cut short as long as one alone begins like that.
func (s *session) command(ctx context.Context, line string) error {
	word, rest, _ := strings.Cut(strings.TrimPrefix(line, ":"), " ")
	rest = strings.TrimSpace(rest)
	var names []string
	var fit []sessionCommand
	for _, c := range sessionCommands() {
		names = append(names, ":"+c.name)
		if c.name == word {
			fit = []sessionCommand{c}
			break
		}
		if word != "" && strings.HasPrefix(c.name, word) {
			fit = append(fit, c)
		}
	}
	if len(fit) != 1 {
		hint := didYouMean(":"+word, "", names)
		if hint == "" {
			hint = ":help lists them"
		}
		return usage(hint, "there is no command :%s", word)
	}
	switch c := fit[0]; {
	case c.takes == "" && rest != "":
		return usage("leave it out", ":%s takes nothing, and there is %q", c.name, rest)
	case c.takes != "" && c.takes[0] != '[' && rest == "":
		return usage("write :"+c.name+" "+c.takes, "what :%s is about is missing", c.name)
	default:
		return c.run(s, ctx, rest)
	}
}

func (s *session) help(context.Context, string) error {
	var out strings.Builder
	out.WriteString("A question is answered. An expression, with + or * or a {placeholder}, is drawn and run.\n\n")
	for _, c := range sessionCommands() {
		fmt.Fprintf(&out, "  %-21s %s\n", strings.TrimSpace(":"+c.name+" "+c.takes), c.about)
	}
	if s.in.interactive() {
		out.WriteString("\nTab completes, the arrow keys bring back earlier lines, Ctrl-R searches in them.\nCtrl-C stops what runs, Ctrl-D ends.\n")
	}
	return s.a.print(out.String())
}

// plan returns the last plan.
func (s *session) plan() (*job, error) {
	if s.last == nil {
		return nil, usage("ask something first", "there is no plan yet")
	}
	return s.last, nil
}

func (s *session) printPlan(context.Context, string) error {
	j, err := s.plan()
	if err != nil {
		return err
	}
	return s.a.print(printableLine(j.program.String()) + "\n")
}

func (s *session) editPlan(ctx context.Context, _ string) error {
	j, err := s.plan()
	if err != nil {
		return err
	}
	if !s.in.interactive() {
		return s.printPlan(ctx, "")
	}
	s.next = strings.Join(strings.Fields(source.Printable(j.program.String())), " ")
	return nil
}

func (s *session) drawPlan(ctx context.Context, rest string) error {
	j, err := s.plan()
	if err != nil {
		return err
	}
	o := s.tree()
	o.formats = []format{formatTree, formatDOT, formatMermaid, formatSVG, formatPNG}
	switch {
	case rest == "":
	case strings.Contains(rest, "."):
		o.file, o.chosen = rest, format{}
		if o.byEnding(rest); o.chosen.name == "" {
			return usage("name one that ends in .svg, .png, .dot or .mmd", "the ending of %s tells no format", rest)
		}
	default:
		if err := o.Set(rest); err != nil {
			return usage("", "%s", err)
		}
		if o.chosen.binary {
			return usage("name a file, such as plan."+o.chosen.name, "%s is not for the screen", o.chosen.name)
		}
	}
	return s.a.draw(ctx, o, render.FromProgram(j.program))
}

func (s *session) why(ctx context.Context, _ string) error {
	j, err := s.plan()
	if err != nil {
		return err
	}
	s.asking.explain = true
	defer func() { s.asking.explain = false }()
	if err := s.openIndex(ctx); err != nil {
		return err
	}
	return s.a.runJob(ctx, s.asking, j, s.engine)
}

func (s *session) setDry(_ context.Context, rest string) error {
	on, err := isOn("dry", rest)
	if err == nil {
		s.dry = on
	}
	return err
}

func (s *session) setLive(_ context.Context, rest string) error {
	on, err := isOn("live", rest)
	if err == nil {
		s.still = !on
	}
	return err
}

// isOn reads what follows a command that turns something on or off.
func isOn(command, rest string) (bool, error) {
	if rest != "on" && rest != "off" {
		return false, usage(fmt.Sprintf("write :%[1]s on or :%[1]s off", command), "%q is neither on nor off", rest)
	}
	return rest == "on", nil
}

func (s *session) setIndex(ctx context.Context, rest string) error {
	if rest == "" {
		if s.index.path == "" {
			return s.a.print("the built-in demo corpus\n")
		}
		return s.a.print(oneLine(s.index.path) + "\n")
	}
	before := s.index.path
	s.closeIndex()
	s.index.path = rest
	if err := s.openIndex(ctx); err != nil {
		s.index.path = before
		return err
	}
	return nil
}

// set changes a setting. What is open is opened anew with it.
func (s *session) set(_ context.Context, rest string) error {
	if rest == "" {
		var out strings.Builder
		for _, name := range settingNames {
			if flag := s.cmd.Flag(name); flag != nil {
				fmt.Fprintf(&out, "%-15s %s\n", name, settingText(settingShown(name, flag.Value.String())))
			}
		}
		return s.a.print(out.String())
	}
	name, text, _ := strings.Cut(rest, " ")
	flag := s.cmd.Flag(name)
	switch {
	case !slices.Contains(settingNames, name) || flag == nil:
		return usage(didYouMean(name, "", settingNames), "there is no setting %q", name)
	case strings.TrimSpace(text) == "":
		return s.a.print(settingText(settingShown(name, flag.Value.String())) + "\n")
	}
	before := flag.Value.String()
	err := flag.Value.Set(strings.TrimSpace(text))
	if err != nil {
		return usage("", "%s: %s", name, err)
	}
	if err := s.model.check(s.cmd); err != nil {
		_ = flag.Value.Set(before) // it was one that it takes
		return err
	}
	s.closeIndex()
	return nil
}

func (s *session) explainCode(_ context.Context, rest string) error {
	rule, ok := rules.Lookup(source.Code(bare(rest)))
	if !ok {
		return usage(didYouMean(bare(rest), "", ruleCodes()), "there is no diagnostic %q", bare(rest))
	}
	return s.a.print(s.a.explain(rule))
}

func (s *session) load(ctx context.Context, rest string) error {
	e, err := s.a.readInput(ctx, rest, s.bytes.value)
	if err != nil {
		return err
	}
	j := &job{}
	j.read(e, s.limits)
	return s.ask(ctx, j)
}

func (s *session) save(_ context.Context, rest string) error {
	j, err := s.plan()
	if err != nil {
		return err
	}
	return writeFile(rest, []byte(planFile(j.question, j.program.String(), rest)))
}
