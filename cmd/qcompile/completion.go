package main

import (
	"bytes"
	"cmp"
	"io"
	"maps"
	"slices"

	"github.com/spf13/cobra"
)

func newCompletionCommand(a *app) *cobra.Command {
	shells := map[string]func(*cobra.Command, io.Writer) error{
		"bash":       func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"zsh":        (*cobra.Command).GenZshCompletion,
		"fish":       func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) },
		"powershell": (*cobra.Command).GenPowerShellCompletionWithDesc,
	}
	const known = "shells: bash, zsh, fish, powershell"
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "Print a script that makes your shell complete qcompile",
		Long: `Completion prints a script that teaches your shell to complete the commands,
flags and values of qcompile, each with what it means. Load it from your shell's
start file, or put it where the shell looks for completions.`,
		Example: `  # bash: this shell only; every new shell (needs the package bash-completion)
  source <(qcompile completion bash)
  qcompile completion bash > ~/.local/share/bash-completion/completions/qcompile

  # zsh: ~/.zfunc must be in $fpath before compinit is called in ~/.zshrc
  qcompile completion zsh > ~/.zfunc/_qcompile

  # fish
  qcompile completion fish > ~/.config/fish/completions/qcompile.fish

  # PowerShell: add this line to $PROFILE
  qcompile completion powershell | Out-String | Invoke-Expression`,
		GroupID:     groupTool,
		Annotations: map[string]string{ownSettings: "yes"},
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 && shells[args[0]] != nil {
				return nil
			}
			if len(args) == 0 {
				return usage(known, "the name of the shell is missing")
			}
			if len(args) > 1 {
				return usage(known, "one shell at a time, not %d", len(args))
			}
			hint := didYouMean(args[0], "", slices.Sorted(maps.Keys(shells)))
			return usage(cmp.Or(hint, known), "there is no completion for %q", args[0])
		},
		ValidArgsFunction: cobra.FixedCompletions([]cobra.Completion{
			"bash\tthe Bourne Again shell", "zsh\tthe Z shell", "fish\tthe friendly interactive shell", "powershell\tPowerShell 5 and later",
		}, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(cmd *cobra.Command, args []string) error {
			var out bytes.Buffer
			if err := shells[args[0]](cmd.Root(), &out); err != nil {
				return err
			}
			return a.print(out.String())
		},
	}
}
