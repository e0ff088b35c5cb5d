package build

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/config"
	"github.com/graphgen/graphgen/internal/override"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// renaming is what became of an override of a name.
type renaming struct {
	operation, version string
	used, needed       bool   // whether a package has the operation, and whether its name changed
	instead            string // the name that it has instead, where the name is taken
}

// overridden reports whether an override corrects a page.
func (s *Session) overridden(page string) bool {
	return slices.ContainsFunc(s.Overrides, func(o config.Override) bool { return o.Source == page })
}

// override applies the overrides whose pages the source has, of one version
// where that is not empty.
func (s *Session) override(d *Docs, version string) source.List {
	var list source.List
	d.overrides = s.meant(d.files.hashed, version)
	for _, i := range d.overrides {
		list = append(list, override.Apply(d.API, s.Overrides[i:i+1])...)
	}
	return list
}

// meant returns the indexes of the overrides whose pages the source has, and
// notes that there is one.
func (s *Session) meant(files *hashed, version string) []int {
	var list []int
	if s.applied == nil {
		s.applied, s.named = map[int]bool{}, map[int]*renaming{}
	}
	for i, o := range s.Overrides {
		page, found := files.page(o.Source)
		if !found {
			continue
		}
		s.applied[i] = true
		if version == "" || page.Version == "" || page.Version == version {
			list = append(list, i)
		}
	}
	return list
}

// serve notes that a package of a version was made of overridden pages.
func (s *Session) serve(files *hashed, version string) {
	if s.served == nil {
		s.served = map[int]bool{}
	}
	for _, i := range s.meant(files, version) {
		s.served[i] = true
	}
}

// names returns the method names that overrides ask for in a version, by
// "METHOD /path".
func (s *Session) names(d *Docs, api *model.API, version string) (map[string]string, source.List) {
	var found source.List
	names := map[string]string{}
	for _, i := range d.overrides {
		o := s.Overrides[i]
		if o.Name == "" {
			continue
		}
		operation, of, err := override.Name(api, o)
		if err == nil && names[operation] != "" {
			err = fmt.Errorf("another override names the operation %q", names[operation])
		}
		switch {
		case err != nil:
			override.Invalid(&found, o, "%v", err)
			s.named[i] = &renaming{used: true, needed: true} // said once
		case of == version:
			names[operation] = o.Name
			if s.named[i] == nil {
				s.named[i] = &renaming{operation: operation, version: version}
			}
		}
	}
	return names, found
}

// compareNames notes which overrides of names a package has a use for.
func (s *Session) compareNames(api *model.API, opts generator.Options, ops []generator.Operation) {
	if len(opts.Names) == 0 {
		return
	}
	calls := callsOf(ops)
	opts.Names = nil
	without := callsOf(generator.Operations(api, opts))
	for i, n := range s.named {
		call, ok := calls[n.operation]
		if ok && n.version == opts.Version {
			n.used = true
			n.needed = n.needed || call != without[n.operation]
			if !isNamed(call, s.Overrides[i].Name) {
				n.instead = call
			}
		}
	}
}

// isNamed reports whether a call ends with a name, but for the case of
// initialisms.
func isNamed(call, name string) bool {
	last := call[strings.LastIndexByte(call, '.')+1:]
	return strings.EqualFold(last, strings.ReplaceAll(name, "_", ""))
}

func callsOf(ops []generator.Operation) map[string]string {
	calls := map[string]string{}
	for _, op := range ops {
		calls[op.Method+" "+op.Path] = op.Call
	}
	return calls
}

// Unapplied reports, after all packages were made, the overrides whose page no
// loaded source has, or no package has a use for, and the names that no package
// needed or could give.
func (s *Session) Unapplied() source.List {
	var found source.List
	for i, o := range s.Overrides {
		n := s.named[i]
		switch {
		case !s.applied[i]:
			override.Invalid(&found, o, "no source has the page; expected one such as v1.0/api/user-get.md")
		case !s.served[i]:
			override.Unused(&found, o, "no package is of the version of the page")
		case o.Name == "":
		case n == nil || !n.used:
			override.Unused(&found, o, "no package has the operation")
		case n.instead != "":
			override.Invalid(&found, o, "the name %q is taken; the operation is %s", o.Name, n.instead)
		case !n.needed:
			override.Unused(&found, o, "the operation has this name already")
		}
	}
	return found
}
