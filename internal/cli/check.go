package cli

import (
	"context"
	"fmt"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/internal/config"
	"github.com/graphgen/graphgen/internal/jsontext"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/parser/source"
)

type checkFlags struct {
	packageFlags
	json bool
}

func (a *app) checkCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Compare the packages on the disk with what generate would write",
		Long: `check generates in memory and compares with the disk. It names every file that
differs, is missing or is no longer made, shows the differences, and exits with
1 where there is any. It writes nothing.`,
		Example: `  # in a CI job: has somebody edited generated code, or forgotten to generate?
  graphgen check

  # the package of other flags
  graphgen check --docs docs.zip --out internal/graph`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.check(cmd, f) },
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&f.json, "json", false, "print the differences as JSON")
	return cmd
}

func (a *app) check(cmd *cobra.Command, f checkFlags) error {
	c, err := f.read(cmd)
	if err != nil {
		return err
	}
	found, err := a.compareAll(cmd.Context(), c)
	if err != nil {
		return err
	}
	if err := a.printDifferences(found, f.json); err != nil {
		return err
	}
	if len(found) > 0 {
		a.summary("%d files are not as generate would write them", len(found))
		return errFindings
	}
	return nil
}

// compareAll compares the packages of a configuration with the disk. Every page
// and every file of the packages is read.
func (a *app) compareAll(ctx context.Context, c *config.Config) ([]output.Difference, error) {
	s, end := a.session("reading pages")
	defer end()
	s.ReadAll = true
	folders, err := openFolders(s, c)
	if err != nil {
		return nil, err
	}
	made, err := packages(ctx, s, c, folders)
	if err != nil {
		return nil, err
	}
	if !a.quiet {
		a.list(configFindings(made))
	}
	found := []output.Difference{}
	for i, p := range made {
		out := c.Packages[i].Out
		files, _, err := withLock(out, p)
		if err != nil {
			return nil, err
		}
		differences, err := folders[i].Compare(files)
		if err != nil {
			return nil, err
		}
		for _, d := range differences {
			d.Path = path.Join(filepath.ToSlash(out), d.Path)
			found = append(found, d)
		}
	}
	return found, nil
}

func (a *app) printDifferences(found []output.Difference, asJSON bool) error {
	if asJSON {
		return jsontext.Write(a.stdout, found)
	}
	for _, d := range found {
		if _, err := fmt.Fprintf(a.stdout, "%s: %s\n%s", source.OneLine(d.Path), d.State, source.Lines(d.Diff)); err != nil {
			return err
		}
	}
	return nil
}
