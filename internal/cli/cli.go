// Package cli is the command line of graphgen: one file for each command.
//
// It parses flags, prints, and chooses the exit code. What the commands do is
// in the packages that it calls.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/internal/tune"
	"github.com/graphgen/graphgen/parser/source"
)

// The exit codes of every command.
const (
	exitClean    = 0
	exitFindings = 1 // findings, or a difference
	exitUsage    = 2 // wrong flags, unreadable input, unwritable output
)

// errFindings ends a command that worked but found something; it has been
// printed already.
var errFindings = errors.New("findings")

// Main runs graphgen with the arguments after the program's name and returns
// its exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	tune.Memory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process
	out := &checkedWriter{w: stdout}
	a := &app{stdin: stdin, stdout: out, stderr: stderr}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(out)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = out.err
	}
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "graphgen: interrupted; the old output is as it was")
		return exitUsage
	}
	fmt.Fprintln(stderr, "graphgen:", source.Lines(err.Error()))
	return exitUsage
}

// app is what all commands share.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	quiet          bool
	cacheDir       string
	noCache        bool
}

func (a *app) root() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "graphgen",
		Short: "Turn Microsoft Graph reference pages into a Go client",
		Long: `graphgen reads the Markdown reference pages of the Microsoft Graph API, one
operation a page, and writes a Go client package that depends on the standard
library alone.

Without --docs it works on the sample pages that it carries, so every command
can be tried anywhere.`,
		Example: `  # a client of the built-in pages in ./graph
  graphgen generate

  # two services of your own copy of the documentation
  graphgen generate --docs ../microsoft-graph-docs --include '/users/**' --include '/me/**'

  # what a page says, as JSON
  graphgen extract --docs user-get.md`,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.PersistentFlags().BoolVarP(&a.quiet, "quiet", "q", false, "print no progress and no summary")
	cmd.PersistentFlags().StringVar(&a.cacheDir, "cache", "",
		"folder of what earlier runs read, which may be deleted (default: $GRAPHGEN_CACHE, or graphgen in the user's cache folder)")
	cmd.PersistentFlags().BoolVar(&a.noCache, "no-cache", false, "read every page anew, and keep nothing")
	for _, c := range a.commands() {
		cmd.AddCommand(c)
	}
	strictUsage(cmd)
	return cmd
}

// commands lists the commands in the order of their names.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.checkCommand(),
		a.diffCommand(),
		a.extractCommand(),
		a.generateCommand(),
		a.initCommand(),
		a.lintCommand(),
		a.manCommand(),
		a.mockCommand(),
		a.permissionsCommand(),
		a.scopesCommand(),
		a.trimCommand(),
		a.versionCommand(),
	}
}
