package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/internal/jsontext"
	"github.com/graphgen/graphgen/internal/scopes"
)

type scopesFlags struct {
	options     scopes.Options
	modes       []string
	json        bool
	explain     string
	allow       string
	consent     string
	permissions string
	where       scopes.Consent
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

The answer is sound but for reflection, unsafe and assembly. The permissions are those
of the documentation that the client was generated from.`,
		Example: `  # what this program needs
  graphgen scopes ./cmd/backup

  # in CI: fail where the app registration lacks a scope, or has one too many
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
	flags.StringSliceVar(&f.modes, "mode", []string{"delegated", "application"}, "modes of access: delegated, delegatedPersonal, application or all")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	flags.StringVar(&f.explain, "explain", "", "print why this scope is needed")
	flags.StringVar(&f.allow, "allow", "", "file of granted scopes; exit with 1 where the program needs more, or less")
	flags.StringVar(&f.consent, "consent", "", "print what grants the scopes: manifest, url or terraform")
	flags.StringVar(&f.permissions, "permissions", "", "permissions descriptions file, for the ids in --consent")
	flags.StringVar(&f.where.Client, "client-id", "", "application id, for --consent url")
	flags.StringVar(&f.where.Tenant, "tenant", "", "tenant, for --consent url (default: organizations)")
	flags.StringVar(&f.where.Redirect, "redirect-uri", "", "where to go after consent, for --consent url")
	cmd.MarkFlagsMutuallyExclusive("explain", "allow", "consent")
	cmd.MarkFlagsMutuallyExclusive("explain", "json")
	cmd.MarkFlagsMutuallyExclusive("consent", "json")
	return cmd
}

func addProgramFlags(cmd *cobra.Command, o *scopes.Options) {
	cmd.Flags().BoolVar(&o.Tests, "tests", false, "also look at the tests")
	cmd.Flags().StringSliceVar(&o.Tags, "tags", nil, "build tags")
}

func (a *app) scopes(cmd *cobra.Command, f scopesFlags) error {
	modes, err := modesOf(f.modes)
	if err != nil {
		return err
	}
	if err := checkConsent(cmd, f); err != nil {
		return err
	}
	p, err := scopes.Analyze(cmd.Context(), f.options)
	if err != nil {
		return err
	}
	found := p.ByMode(modes)
	if f.consent != "" && f.consent != "url" && !cmd.Flags().Changed("mode") {
		a.summary("this asks for delegated and for application access; --mode chooses one")
	}
	switch {
	case f.allow != "":
		return a.allow(f, p, found)
	case f.explain != "":
		return p.Explain(a.stdout, found, f.explain)
	case f.consent != "":
		return a.consent(f, p, found)
	case f.json:
		return jsontext.Write(a.stdout, struct {
			*scopes.Program
			Modes []scopes.Mode `json:"modes"`
		}{p, found})
	}
	return p.WriteText(a.stdout, found)
}

// checkConsent refuses what would not mean what it looks like.
func checkConsent(cmd *cobra.Command, f scopesFlags) error {
	kinds := []string{"manifest", "url", "terraform"}
	if f.consent != "" && !slices.Contains(kinds, f.consent) {
		return fmt.Errorf("--consent %q: expected manifest, url or terraform", f.consent)
	}
	for _, flag := range []struct{ name, kinds string }{
		{"permissions", "manifest terraform"}, {"client-id", "url"}, {"tenant", "url"}, {"redirect-uri", "url"},
	} {
		if cmd.Flags().Changed(flag.name) && !slices.Contains(strings.Fields(flag.kinds), f.consent) {
			return fmt.Errorf("--%s is for --consent %s", flag.name, strings.ReplaceAll(flag.kinds, " ", " or "))
		}
	}
	return nil
}

// modesOf reads --mode.
func modesOf(names []string) ([]string, error) {
	all := scopes.Modes()
	var modes []string
	for _, name := range names {
		switch {
		case name == "all":
			modes = append(modes, all...)
		case name == "delegated":
			modes = append(modes, "delegatedWork")
		case slices.Contains(all, name):
			modes = append(modes, name)
		default:
			return nil, fmt.Errorf("--mode %q: expected delegated, delegatedPersonal, application or all", name)
		}
	}
	if len(modes) == 0 {
		return nil, errors.New("--mode: expected delegated, delegatedPersonal, application or all")
	}
	slices.SortFunc(modes, func(a, b string) int { return slices.Index(all, a) - slices.Index(all, b) })
	return slices.Compact(modes), nil
}

// allow compares with the granted scopes.
func (a *app) allow(f scopesFlags, p *scopes.Program, modes []scopes.Mode) error {
	text, err := os.ReadFile(f.allow)
	if err != nil {
		return fmt.Errorf("--allow: %w", err)
	}
	v := scopes.Best(modes, scopes.ReadGranted(string(text)))
	v.Notes = p.Notes
	if f.json {
		err = jsontext.Write(a.stdout, v)
	} else {
		err = v.WriteText(a.stdout)
	}
	if err == nil && !v.OK() {
		return errFindings
	}
	return err
}

func (a *app) consent(f scopesFlags, p *scopes.Program, modes []scopes.Mode) error {
	a.consentLimits(p, modes)
	var ids scopes.IDs
	if f.permissions != "" {
		data, err := os.ReadFile(f.permissions)
		if err != nil {
			return fmt.Errorf("--permissions: %w", err)
		}
		if ids, err = scopes.ReadIDs(data); err != nil {
			return fmt.Errorf("--permissions %s: %w", f.permissions, err)
		}
		if missing := scopes.Missing(modes, ids); len(missing) > 0 && !a.quiet {
			fmt.Fprintf(a.stderr, "graphgen: %s has no id of %s\n", f.permissions, strings.Join(missing, ", "))
		}
	}
	switch f.consent {
	case "manifest":
		return jsontext.Write(a.stdout, scopes.Manifest(modes, ids))
	case "url":
		_, err := fmt.Fprintln(a.stdout, f.where.URL(modes))
		return err
	}
	return scopes.WriteTerraform(a.stdout, modes, ids)
}

// consentLimits says what a consent leaves out.
func (a *app) consentLimits(p *scopes.Program, modes []scopes.Mode) {
	for _, m := range modes {
		for _, o := range m.Impossible {
			a.summary("%s: %s can't be called in this mode", m.Mode, o.Operation)
		}
		for _, o := range m.Unknown {
			a.summary("%s: %s: the documentation lists no permission", m.Mode, o.Operation)
		}
	}
	for _, n := range p.Notes {
		a.summary("not seen: %s: %s", n.Pos, n.Message)
	}
}
