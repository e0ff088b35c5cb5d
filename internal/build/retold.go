package build

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/generator/naming"
	"github.com/graphgen/graphgen/internal/lock"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/internal/pathfilter"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// contradiction is the one finding about pages of one operation that depends on
// texts.
const contradiction = "merge-permissions"

// retell replaces the changed texts in files. To find them, it makes the
// operations of the changed pages alone, as they were and as they are: what differs
// is replaced where the files have it as it was. It takes from the findings what
// the texts contradicted, and returns what they contradict now.
func (w *rewording) retell(ctx context.Context, spec Spec, l *lock.Lock, files []output.File) (source.List, bool) {
	before := beforehand{pages: w.kept, was: map[string]gave{}}
	var names []string
	for _, r := range w.pages {
		if r.told == nil {
			continue
		}
		if w.made.isEntangled(r.file.Path, r.told.Resources) {
			return nil, false
		}
		names = append(names, r.file.Path)
		before.was[r.file.Path] = r.before
	}
	if len(names) == 0 {
		return nil, true
	}
	ops, err := l.Operations.On(names)
	if err != nil {
		return nil, false
	}
	pages, ok := w.pagesOf(ops, names)
	if !ok {
		return nil, false
	}
	opts, err := w.options(spec)
	if err != nil {
		return nil, false
	}
	old, ok := w.part(ctx, pages, before, spec, opts)
	if !ok || !reflect.DeepEqual(listed(old.calls.Operations), ops) {
		return nil, false
	}
	now, ok := w.part(ctx, pages, w.kept, spec, opts)
	if !ok || !reflect.DeepEqual(listed(now.calls.Operations), ops) || !(&replacing{files, spec.Old}).all(old, now) {
		return nil, false
	}
	return contradictions(now.calls.Found), w.forget(contradictions(old.calls.Found))
}

// pagesOf returns the pages of operations, and those of some names.
func (w *rewording) pagesOf(ops []lock.Operation, names []string) ([]parser.PageFile, bool) {
	for _, op := range ops {
		names = append(names, op.Pages...)
	}
	slices.Sort(names)
	var list []parser.PageFile
	for _, name := range slices.Compact(names) {
		page, found := w.docs.page(name)
		if !found || w.session.overridden(name) {
			return nil, false
		}
		list = append(list, page)
	}
	return list, true
}

// options are those that the package was made with, for the operations of the
// pages with changed texts alone.
func (w *rewording) options(spec Spec) (generator.Options, error) {
	filter, err := pathfilter.New(spec.Include, spec.Exclude)
	if err != nil {
		return generator.Options{}, err
	}
	paths := naming.DefaultRules().Paths()
	key := func(method, path string) string { return paths.Parse(path).Key(method) }
	wanted := map[string]bool{}
	for _, page := range w.pages {
		if page.told == nil || page.told.Page == nil {
			continue
		}
		for _, r := range page.told.Page.Requests {
			wanted[key(r.Method, r.Path)] = true
		}
	}
	return generator.Options{Package: spec.Package, Version: w.made.Version, Tests: spec.Tests, AllTypes: true, Include: func(method, path string) bool {
		return filter.Match(method, path) && wanted[key(method, path)]
	}}, nil
}

// part is what some pages alone give: operations without the types that they
// name, and types. So no method takes a type that takes a struct of its own with
// all pages.
type part struct{ calls, types generator.Result }

// part generates from some pages. It fails where others name what is on these.
func (w *rewording) part(ctx context.Context, pages []parser.PageFile, kept parser.Cache, spec Spec, opts generator.Options) (p part, ok bool) {
	api, found, err := parser.Load(ctx, &somePages{newReading(w.docs), pages}, parser.Options{Cache: kept})
	if err != nil || slices.ContainsFunc(found, isOfMember) {
		return p, false
	}
	calls, types := &model.API{Pages: api.In(spec.Locale).Pages}, &model.API{Resources: api.Resources}
	if len(calls.Pages) > 0 {
		p.calls, err = generator.Make(calls, opts)
	}
	if len(types.Resources) > 0 && err == nil {
		p.types, err = generator.Make(types, opts)
	}
	return p, err == nil
}

// isOfMember reports whether a finding is about the name of an enum's member.
// Pages in other languages may not tell it.
func isOfMember(d source.Diagnostic) bool { return strings.HasPrefix(d.Code, "member-") }

// beforehand is the cache as it was before some pages changed.
type beforehand struct {
	*pages
	was map[string]gave
}

// Load returns what a page gave before.
func (b beforehand) Load(file parser.PageFile) (*parser.Parsed, bool) {
	if then, ok := b.was[file.Path]; ok {
		return b.pages.was(file, then)
	}
	return b.pages.Load(file)
}

func contradictions(found source.List) source.List {
	return slices.DeleteFunc(slices.Clone(found), func(d source.Diagnostic) bool { return d.Code != contradiction })
}

// forget takes findings from those of the package, which must have them.
func (w *rewording) forget(list source.List) bool {
	for _, d := range list {
		i := slices.Index(w.made.Found, d)
		if i < 0 {
			return false
		}
		w.made.Found = slices.Delete(w.made.Found, i, i+1)
	}
	return true
}
