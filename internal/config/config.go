// Package config reads graphgen.yaml: which packages to generate from which
// pages, and what to correct in the pages.
//
// It opens no documentation and generates nothing. Unknown keys, wrong types
// and values out of range are errors with line and column.
package config

import (
	"errors"
	"fmt"
	"go/token"
	"path/filepath"

	"github.com/graphgen/graphgen/internal/pathfilter"
	"github.com/graphgen/graphgen/parser/source"
)

// Name is the file that the commands look for in the current folder.
const Name = "graphgen.yaml"

// Config is the content of graphgen.yaml.
type Config struct {
	Packages  []Package  `yaml:"packages"`
	Overrides []Override `yaml:"overrides,omitempty"`
}

// Package is one Go package to generate.
type Package struct {
	// Docs is a folder, a zip file, a page, or git:REV; empty means the pages
	// that graphgen carries.
	Docs string `yaml:"docs,omitempty"`
	// Version is "v1.0" or "beta"; where empty, the version of the pages,
	// v1.0 where they have both.
	Version string `yaml:"version,omitempty"`
	// Package is the Go package's name; see PackageName where empty.
	Package string `yaml:"package,omitempty"`
	// Out is the folder of the package, relative to the configuration file.
	Out string `yaml:"out"`
	// Include and Exclude are patterns such as "/users/**#GET,POST".
	Include []string `yaml:"include,omitempty"`
	Exclude []string `yaml:"exclude,omitempty"`
	// Locale, where set, keeps only the pages in that language, such as "en-US".
	Locale string `yaml:"locale,omitempty"`
	// Tests also emits tests that replay the documented examples.
	Tests bool `yaml:"tests,omitempty"`

	// Pos is the package's place in the configuration.
	Pos source.Pos `yaml:"-"`
}

// Override corrects one fact of a page.
type Override struct {
	// Source is the page, by its path below api-reference/.
	Source string `yaml:"source" json:"source"`
	// Section is what is wrong on the page: "http-request", "permissions",
	// "request-body", "response" or "properties".
	Section string `yaml:"section" json:"section"`
	// Operation narrows the override to one request of the page, such as
	// "GET /users/{id}".
	Operation string `yaml:"operation,omitempty" json:"operation,omitempty"`
	// Property narrows a type to one property of a resource or body.
	Property string `yaml:"property,omitempty" json:"property,omitempty"`

	// One of these is the correction.
	Method      string              `yaml:"method,omitempty" json:"method,omitempty"`
	Path        string              `yaml:"path,omitempty" json:"path,omitempty"`
	Permissions map[string][]string `yaml:"permissions,omitempty" json:"permissions,omitempty"`
	Type        string              `yaml:"type,omitempty" json:"type,omitempty"`
	Name        string              `yaml:"name,omitempty" json:"name,omitempty"`
	Drop        bool                `yaml:"drop,omitempty" json:"drop,omitempty"`

	// Reason says why; it is required.
	Reason string `yaml:"reason" json:"reason"`

	// Pos is the override's place in the configuration.
	Pos source.Pos `yaml:"-" json:"-"`
}

// Parse reads a configuration. Errors name file, line and column.
func Parse(file string, data []byte) (*Config, error) {
	tree, err := parseTree(data)
	if err != nil {
		return nil, located(file, err)
	}
	c := &Config{}
	if err := decode(tree, c); err != nil {
		return nil, located(file, err)
	}
	if err := c.check(filepath.Dir(file)); err != nil {
		var f *fault
		if errors.As(err, &f) {
			return nil, fmt.Errorf("%s: %w", place(file, tree, f.path), err)
		}
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for i := range c.Packages {
		c.Packages[i].Pos = place(file, tree, fmt.Sprintf("$.packages[%d]", i))
	}
	for i := range c.Overrides {
		c.Overrides[i].Pos = place(file, tree, fmt.Sprintf("$.overrides[%d]", i))
	}
	return c, nil
}

func (c *Config) check(dir string) error {
	if len(c.Packages) == 0 {
		return &fault{"$", "no packages: expected at least one under \"packages\""}
	}
	outs := map[string]bool{}
	for i := range c.Packages {
		at := fmt.Sprintf("$.packages[%d]", i)
		if err := c.Packages[i].check(dir, at); err != nil {
			return err
		}
		out := filepath.Clean(c.Packages[i].Out)
		if outs[out] {
			return &fault{at + ".out", fmt.Sprintf("output folder %q is used by two packages", out)}
		}
		outs[out] = true
	}
	for i := range c.Overrides {
		if err := c.Overrides[i].check(fmt.Sprintf("$.overrides[%d]", i)); err != nil {
			return err
		}
	}
	return nil
}

func (p *Package) check(dir, at string) error {
	if p.Out == "" {
		return &fault{at, "package without \"out\": expected the folder to write"}
	}
	if p.Version != "" && p.Version != "v1.0" && p.Version != "beta" {
		return &fault{at + ".version", fmt.Sprintf("version %q: expected v1.0 or beta", p.Version)}
	}
	if p.Package == "" {
		p.Package = PackageName(dir, p.Out)
	}
	if !token.IsIdentifier(p.Package) || p.Package == "_" {
		return &fault{at + ".package", fmt.Sprintf("package %q: expected a Go package name", p.Package)}
	}
	if err := checkPatterns(at+".include", p.Include); err != nil {
		return err
	}
	return checkPatterns(at+".exclude", p.Exclude)
}

func checkPatterns(at string, patterns []string) error {
	for i, pattern := range patterns {
		if _, err := pathfilter.New([]string{pattern}, nil); err != nil {
			return &fault{fmt.Sprintf("%s[%d]", at, i), err.Error()}
		}
	}
	return nil
}
