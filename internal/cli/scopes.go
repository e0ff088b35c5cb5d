package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/internal/scopes"
)

type scopesFlags struct {
	options     scopes.Options
	mode        string
	json        bool
	explain     string
	allow       string
	consent     string
	permissions string
	client      string
}

func (a *app) scopesCommand() *cobra.Command {
	var f scopesFlags
	cmd := &cobra.Command{
		Use:   "scopes [packages]",
		Short: "Find the permissions that a Go program needs",
		Long: `scopes loads Go packages that use a generated client, finds the operations that
their main functions can reach (or, for a library, everything it exports), and
prints the fewest scopes that cover them, for delegated and application access:
which operation needs which scope, and where it is called.

The answer is sound but for reflection, unsafe and cgo. The permissions are those
of the documentation that the client was generated from.`,
		Example: `  # what this program needs
  graphgen scopes ./cmd/backup

  # in CI: fail where the app registration lacks a scope
  graphgen scopes --mode application --allow granted.txt ./...

  # for the app registration
  graphgen scopes --mode application --consent manifest --permissions permissions.json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.options.Patterns = args
			return a.scopes(cmd, f)
		},
	}
	addProgramFlags(cmd, &f.options)
	flags := cmd.Flags()
	flags.StringVar(&f.mode, "mode", "", "only "+strings.Join(scopes.Modes(), ", ")+" (default: all)")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	flags.StringVar(&f.explain, "explain", "", "print why this scope is needed")
	flags.StringVar(&f.allow, "allow", "", "file of granted scopes; exit with 1 where the program needs more")
	flags.StringVar(&f.consent, "consent", "", "print what grants the scopes: manifest, url or terraform")
	flags.StringVar(&f.permissions, "permissions", "", "permissions descriptions file, for the ids in --consent")
	flags.StringVar(&f.client, "client-id", "", "application id, for --consent url")
	return cmd
}

func addProgramFlags(cmd *cobra.Command, o *scopes.Options) {
	cmd.Flags().BoolVar(&o.Tests, "tests", false, "also look at the tests")
	cmd.Flags().StringSliceVar(&o.Tags, "tags", nil, "build tags")
}

func (a *app) scopes(cmd *cobra.Command, f scopesFlags) error {
	modes := scopes.Modes()
	if f.mode != "" {
		if !slices.Contains(modes, f.mode) {
			return fmt.Errorf("--mode %q: expected %s", f.mode, strings.Join(modes, ", "))
		}
		modes = []string{f.mode}
	}
	p, err := scopes.Analyze(cmd.Context(), f.options)
	if err != nil {
		return err
	}
	found := p.ByMode(modes)
	switch {
	case f.allow != "":
		return a.allow(f, found)
	case f.explain != "":
		return p.Explain(a.stdout, found, f.explain)
	case f.consent != "":
		return a.consent(f, found)
	case f.json:
		return a.printJSON(struct {
			*scopes.Program
			Modes []scopes.Mode `json:"modes"`
		}{p, found})
	}
	return p.WriteText(a.stdout, found)
}

func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// allow compares with the granted scopes. Each mode has its own grants, so one
// must be named.
func (a *app) allow(f scopesFlags, modes []scopes.Mode) error {
	if len(modes) != 1 {
		return errors.New("--allow needs --mode: granted scopes belong to one mode of access")
	}
	text, err := os.ReadFile(f.allow)
	if err != nil {
		return fmt.Errorf("--allow: %w", err)
	}
	lacks, unused := modes[0].Check(scopes.ReadGranted(string(text)))
	if f.json {
		err = a.printJSON(map[string]any{"lacks": lacks, "unused": unused})
	} else {
		err = a.printLacks(lacks, unused)
	}
	if err == nil && len(lacks) > 0 {
		return errFindings
	}
	return err
}

func (a *app) printLacks(lacks []scopes.Lack, unused []string) error {
	for _, l := range lacks {
		needs := "can't be called in this mode"
		if len(l.Needs) > 0 {
			needs = "needs one of " + strings.Join(l.Needs, ", ")
		}
		for _, at := range append(l.Calls, "")[:max(len(l.Calls), 1)] {
			if _, err := fmt.Fprintf(a.stdout, "%s: %s: %s %s\n", at, l.Mode, l.Operation, needs); err != nil {
				return err
			}
		}
	}
	for _, s := range unused {
		if _, err := fmt.Fprintf(a.stdout, "granted but not needed: %s\n", s); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) consent(f scopesFlags, modes []scopes.Mode) error {
	var ids scopes.IDs
	if f.permissions != "" {
		data, err := os.ReadFile(f.permissions)
		if err != nil {
			return fmt.Errorf("--permissions: %w", err)
		}
		if ids, err = scopes.ReadIDs(data); err != nil {
			return fmt.Errorf("--permissions %s: %w", f.permissions, err)
		}
	}
	switch f.consent {
	case "manifest":
		return a.printJSON(scopes.Manifest(modes, ids))
	case "url":
		_, err := fmt.Fprintln(a.stdout, scopes.ConsentURL(f.client))
		return err
	case "terraform":
		return scopes.WriteTerraform(a.stdout, modes, ids)
	}
	return fmt.Errorf("--consent %q: expected manifest, url or terraform", f.consent)
}
