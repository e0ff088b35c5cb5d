package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/apidiff"
	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/config"
	"github.com/graphgen/graphgen/internal/goapi"
	"github.com/graphgen/graphgen/internal/override"
	"github.com/graphgen/graphgen/internal/pathfilter"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// diffPackages are the packages that two states are compared for.
type diffPackages struct {
	list      []*diffPackage
	overrides []config.Override
	// by says for the reader of a report what chose them.
	by string
}

// diffPackage is a package and what of the API it chooses.
type diffPackage struct {
	config.Package
	versions []string // to be found out where there is none
	filter   *pathfilter.Filter
	declared int // by its clients of both states
}

func (f *diffFlags) addPackages(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.config, "config", "", "compare for the packages of this configuration (default: graphgen.yaml of this folder, where there is one)")
	flags.BoolVar(&f.all, "all", false, "compare all of the API, whatever a graphgen.yaml of this folder chooses")
	flags.StringArrayVar(&f.only, "only", nil, "of a configuration, only the package in this folder (repeatable)")
	flags.StringVar(&f.pkg.Version, "version", "", "only this API version, v1.0 or beta (default: both)")
	flags.StringArrayVar(&f.pkg.Include, "include", nil, "only operations that match this pattern, as in generate (repeatable)")
	flags.StringArrayVar(&f.pkg.Exclude, "exclude", nil, "no operation that matches this pattern (repeatable)")
	flags.StringVar(&f.pkg.Locale, "locale", "", "only pages in this language, such as en-US")
	for _, name := range []string{"version", "include", "exclude", "locale"} {
		cmd.MarkFlagsMutuallyExclusive("config", name)
		cmd.MarkFlagsMutuallyExclusive("only", name)
	}
	for _, name := range []string{"config", "only", "include", "exclude", "locale"} {
		cmd.MarkFlagsMutuallyExclusive("all", name)
	}
}

// packages returns what to compare for: the packages of a configuration, or the
// one that the flags describe; nil means all of the API.
func (f *diffFlags) packages(cmd *cobra.Command) (*diffPackages, error) {
	if err := checkVersion(f.pkg.Version); err != nil {
		return nil, err
	}
	if f.all {
		return nil, nil
	}
	if file := configFile(cmd, f.config); file != "" {
		return f.configured(file)
	}
	if len(f.only) > 0 {
		return nil, errors.New("--only is for the packages of a configuration, and there is none")
	}
	p := f.pkg
	if p.Locale == "" && len(p.Include)+len(p.Exclude) == 0 {
		return nil, nil
	}
	filter, err := pathfilter.New(p.Include, p.Exclude)
	if err != nil {
		return nil, err
	}
	one := &diffPackage{Package: p, versions: []string{p.Version}, filter: filter}
	if p.Version == "" {
		one.versions = []string{"v1.0", "beta"}
	}
	return &diffPackages{list: []*diffPackage{one}, by: "the flags"}, nil
}

// configured returns the packages of a configuration that --only names, or all.
func (f *diffFlags) configured(file string) (*diffPackages, error) {
	c, err := readConfig(file)
	if err != nil {
		return nil, err
	}
	all := &diffPackages{overrides: c.Overrides, by: filepath.Base(file)}
	var outs []string
	for _, p := range c.Packages {
		outs = append(outs, filepath.ToSlash(p.Out))
		if len(f.only) > 0 && !slices.ContainsFunc(f.only, func(dir string) bool { return sameFolder(dir, p.Out) }) {
			continue
		}
		filter, err := pathfilter.New(p.Include, p.Exclude)
		if err != nil {
			return nil, err
		}
		one := &diffPackage{Package: p, filter: filter}
		if p.Version != "" {
			one.versions = []string{p.Version}
		}
		all.list = append(all.list, one)
	}
	for _, dir := range f.only {
		if !slices.ContainsFunc(outs, func(out string) bool { return sameFolder(dir, out) }) {
			return nil, fmt.Errorf("--only %q: %s has no package in this folder: expected one of %s", dir, file, strings.Join(outs, ", "))
		}
	}
	return all, nil
}

func sameFolder(a, b string) bool {
	a, errA := filepath.Abs(a)
	b, errB := filepath.Abs(b)
	return errA == nil && errB == nil && a == b
}

// clients are the packages as the comparison sees them. States may be missing.
func (d *diffPackages) clients(states [2]*model.API) []apidiff.Client {
	var list []apidiff.Client
	for _, p := range d.list {
		if len(p.versions) == 0 {
			p.versions = []string{versionOf(p.Locale, states)}
		}
		for _, version := range p.versions {
			list = append(list, apidiff.Client{
				Version: version, Locale: p.Locale, Chosen: p.filter.Match,
				Declare: func(api *model.API) ([]goapi.Declaration, error) {
					found, err := generator.Declarations(api, generator.Options{
						Version: version, Include: p.filter.Match, Names: d.names(api, version),
					})
					p.declared += len(found)
					return found, err
				},
			})
		}
	}
	return list
}

// versionOf is the version that a package without one has now, or had.
func versionOf(locale string, states [2]*model.API) string {
	for _, api := range []*model.API{states[1], states[0]} {
		if api != nil && len(api.In(locale).Pages) > 0 {
			return api.In(locale).Version()
		}
	}
	return (&model.API{}).Version()
}

// override corrects both states, and reports what neither has a use for. Of an
// older state, a newer override may not know how to make it better.
func (d *diffPackages) override(states [2]*model.API) source.List {
	used := make([]bool, len(d.overrides))
	for i, api := range states {
		if api == nil || i > 0 && api == states[0] {
			continue
		}
		for k := range d.overrides {
			if o := d.overrides[k : k+1]; o[0].Name == "" && len(override.Apply(api, o)) == 0 {
				used[k] = true
			}
		}
		for k, o := range d.overrides { // of requests as they are corrected
			if _, _, err := override.Name(api, o); o.Name != "" && err == nil {
				used[k] = true
			}
		}
	}
	var found source.List
	for k, o := range d.overrides {
		if !used[k] {
			override.Unused(&found, o, "neither state has a use for it")
		}
	}
	return found
}

// names are the names of methods that overrides ask for.
func (d *diffPackages) names(api *model.API, version string) map[string]string {
	names := map[string]string{}
	for _, o := range d.overrides {
		if o.Name == "" {
			continue
		}
		if operation, of, err := override.Name(api, o); err == nil && of == version && names[operation] == "" {
			names[operation] = o.Name
		}
	}
	return names
}

// findings are the faults of the patterns; a package of which neither state has
// an operation is an error.
func (d *diffPackages) findings() (source.List, error) {
	var found source.List
	for _, p := range d.list {
		if p.declared > 0 {
			found = append(found, build.UnusedPatterns(p.filter, p.Pos)...)
			continue
		}
		return nil, build.Unchosen("neither state has a "+strings.Join(p.versions, " or "), p.filter, p.Pos)
	}
	return found, nil
}

// says tells what is compared.
func (d *diffPackages) says() string {
	var names []string
	for _, p := range d.list {
		names = append(names, p.says())
	}
	return "compared is only what " + d.by + " chose: " + strings.Join(names, "; ")
}

func (p *diffPackage) says() string {
	text := strings.Join(p.versions, ", ")
	if p.Package.Package != "" {
		text = p.Package.Package + " (" + text + ")"
	}
	if len(p.Include) > 0 {
		text += " " + strings.Join(p.Include, ", ")
	}
	if len(p.Exclude) > 0 {
		text += " without " + strings.Join(p.Exclude, ", ")
	}
	if p.Locale != "" {
		text += " in " + p.Locale
	}
	return text
}
