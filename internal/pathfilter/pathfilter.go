// Package pathfilter chooses operations by patterns such as
// "/users/**#GET,POST": a glob on the documented path, and after "#" the HTTP
// methods.
//
// In the glob, * stands for a part of one segment and ** for any number of
// segments; {a,b} is either of two, and {name} is any placeholder, since pages
// call the same placeholder by many names. Case does not matter. Without
// methods a pattern means all of them.
//
// The package knows nothing of pages or generated names.
package pathfilter

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/bmatcuk/doublestar/v4"
)

// Filter chooses operations: those that any include pattern matches, or all
// where there is none, less those that any exclude pattern matches. The zero
// Filter chooses all. It may be used from several goroutines.
type Filter struct {
	include, exclude []*pattern
}

type pattern struct {
	text    string
	glob    string
	methods []string // empty: all
	used    atomic.Bool
}

// New compiles the patterns.
func New(include, exclude []string) (*Filter, error) {
	f := &Filter{}
	var err error
	if f.include, err = compileAll(include); err != nil {
		return nil, err
	}
	f.exclude, err = compileAll(exclude)
	return f, err
}

func compileAll(texts []string) ([]*pattern, error) {
	var list []*pattern
	for _, text := range texts {
		p, err := compile(text)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

func compile(text string) (*pattern, error) {
	if strings.TrimSpace(text) == "" {
		return nil, fmt.Errorf("pattern %q: expected one such as /users/**", text)
	}
	glob, methods, named := strings.Cut(text, "#")
	p := &pattern{text: text}
	if named {
		for m := range strings.SplitSeq(methods, ",") {
			m = strings.ToUpper(strings.TrimSpace(m))
			if !slices.Contains(Methods(), m) {
				return nil, fmt.Errorf("pattern %q: %q is no method: expected GET, POST, PATCH, PUT or DELETE", text, m)
			}
			p.methods = append(p.methods, m)
		}
	}
	glob = "/" + strings.Trim(glob, "/ ")
	if glob == "/" {
		glob = "/**"
	}
	p.glob = strings.ToLower(alternatives(glob))
	if !doublestar.ValidatePattern(p.glob) {
		return nil, fmt.Errorf("pattern %q: the path is no valid glob", text)
	}
	return p, nil
}

// Methods lists the HTTP methods that operations may have.
func Methods() []string { return []string{"GET", "POST", "PATCH", "PUT", "DELETE"} }

// braces returns the expression of one pair of braces.
func braces() *regexp.Regexp { return regexp.MustCompile(`\{[^{}]*\}`) }

// alternatives leaves {a,b} to the glob and makes {name} a placeholder.
func alternatives(glob string) string {
	return braces().ReplaceAllStringFunc(glob, func(s string) string {
		if strings.Contains(s, ",") {
			return s
		}
		return `\{\}`
	})
}

// Match reports whether the operation is chosen.
func (f *Filter) Match(method, path string) bool {
	if f == nil || len(f.include)+len(f.exclude) == 0 {
		return true
	}
	path = plain(path)
	included := anyMatch(f.include, method, path) || len(f.include) == 0
	return !anyMatch(f.exclude, method, path) && included
}

// plain returns the path in lower case, its placeholders without names.
func plain(path string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(path, "{")
		b.WriteString(before)
		if !ok {
			return strings.ToLower(b.String())
		}
		b.WriteString("{}")
		_, path, _ = strings.Cut(rest, "}")
	}
}

// anyMatch tries every pattern, so that each one's use is known.
func anyMatch(list []*pattern, method, path string) bool {
	matched := false
	for _, p := range list {
		if len(p.methods) > 0 && !slices.Contains(p.methods, method) {
			continue
		}
		if doublestar.MatchUnvalidated(p.glob, path) {
			p.used.Store(true)
			matched = true
		}
	}
	return matched
}

// Unused returns the patterns that matched no operation so far, in the order
// given, include patterns first.
func (f *Filter) Unused() []string {
	var unused []string
	for _, p := range slices.Concat(f.include, f.exclude) {
		if !p.used.Load() {
			unused = append(unused, p.text)
		}
	}
	return unused
}
