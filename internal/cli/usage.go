package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// strictUsage makes wrong usage of all commands an error that says where help
// is: the library knows no better than to print help, and to succeed, where a
// command of commands gets an argument.
func strictUsage(root *cobra.Command) {
	root.SetFlagErrorFunc(seeHelp)
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return noEmptyFlags(cmd) }
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "help" {
			cmd.Run, cmd.RunE = nil, help
		}
		if cmd.HasSubCommands() {
			cmd.Args = noArgs
			cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		}
		if check := cmd.Args; check != nil {
			cmd.Args = func(cmd *cobra.Command, args []string) error { return seeHelp(cmd, check(cmd, args)) }
		}
	}
}

// help prints the help of the command that the arguments name. The library's
// own succeeds where there is none.
func help(cmd *cobra.Command, args []string) error {
	of, rest, err := cmd.Root().Find(args)
	switch {
	case err != nil:
		return err
	case len(rest) > 0:
		return seeHelp(of, noArgs(of, rest))
	}
	of.InitDefaultHelpFlag()
	return of.Help()
}

// checkedWriter keeps the first error of a writer, which the library does not
// look at when it prints help or completions.
type checkedWriter struct {
	w   io.Writer
	err error
}

func (c *checkedWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	if c.err == nil {
		c.err = err
	}
	return n, err
}

// seeHelp adds to an error where to look.
func seeHelp(cmd *cobra.Command, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w; see \"%s --help\"", err, cmd.CommandPath())
}

// noArgs is for commands that take none.
func noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("unexpected argument %q", args[0])
	}
	return nil
}

// noEmptyFlags refuses flags whose variable a script forgot to set, and which
// would then mean the built-in pages, the current folder or no check at all.
func noEmptyFlags(cmd *cobra.Command) error {
	for _, name := range []string{"docs", "out", "config", "english", "allow", "explain", "consent", "permissions"} {
		if f := cmd.Flags().Lookup(name); f != nil && f.Changed && f.Value.String() == "" {
			return seeHelp(cmd, fmt.Errorf("--%s is empty", name))
		}
	}
	return nil
}
