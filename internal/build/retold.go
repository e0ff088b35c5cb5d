package build

import (
	"context"
	"crypto/sha256"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/generator/naming"
	"github.com/graphgen/graphgen/internal/config"
	"github.com/graphgen/graphgen/internal/lock"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/internal/pathfilter"
	"github.com/graphgen/graphgen/internal/splice"
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
		if !r.told {
			continue
		}
		if w.made.isEntangled(r.file.Path, r.gave.Resources) {
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
	if !ok || !reflect.DeepEqual(listed(old.Operations), ops) {
		return nil, false
	}
	now, ok := w.part(ctx, pages, w.kept, spec, opts)
	if !ok || !reflect.DeepEqual(listed(now.Operations), ops) || !replaceTexts(files, spec.Old, old.Files, now.Files) {
		return nil, false
	}
	return contradictions(now.Found), w.forget(contradictions(old.Found))
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
		if !found || slices.ContainsFunc(w.session.Overrides, func(o config.Override) bool { return o.Source == name }) {
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
		if !page.told || page.gave.Page == nil {
			continue
		}
		for _, r := range page.gave.Page.Requests {
			wanted[key(r.Method, r.Path)] = true
		}
	}
	return generator.Options{Package: spec.Package, Version: w.made.Version, Tests: spec.Tests, AllTypes: true, Include: func(method, path string) bool {
		return filter.Match(method, path) && wanted[key(method, path)]
	}}, nil
}

// part generates from some pages alone: operations without the types that they
// name, and types, so that a method never takes a type where it takes a struct
// of its own with all pages. It fails where other pages name what is on these.
func (w *rewording) part(ctx context.Context, pages []parser.PageFile, kept parser.Cache, spec Spec, opts generator.Options) (generator.Result, bool) {
	api, found, err := parser.Load(ctx, &somePages{newReading(w.docs), pages}, parser.Options{Cache: kept})
	if err != nil || slices.ContainsFunc(found, isOfMember) {
		return generator.Result{}, false
	}
	calls, err := generator.Make(&model.API{Pages: api.In(spec.Locale).Pages}, opts)
	if err != nil {
		return generator.Result{}, false
	}
	types, err := generator.Make(&model.API{Resources: api.Resources}, opts)
	calls.Files = append(calls.Files, types.Files...)
	return calls, err == nil
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

// replaceTexts replaces, in the files of a folder, what differs between two
// states of a part of them.
func replaceTexts(files []output.File, folder *output.Folder, old, now []generator.File) bool {
	if len(old) != len(now) {
		return false
	}
	for i := range old {
		texts, ok := splice.Diff(old[i].Data, now[i].Data)
		if !ok || old[i].Path != now[i].Path || !replaceIn(files, folder, old[i].Path, texts) {
			return false
		}
	}
	return true
}

// replaceIn replaces texts in the file of a name, and in those that it is split
// into: a part has fewer files than the whole.
func replaceIn(files []output.File, folder *output.Folder, name string, texts []splice.Text) bool {
	root, _, _ := strings.Cut(strings.TrimSuffix(name, path.Ext(name)), "_")
	for _, exactly := range []bool{true, false} {
		for i := range files {
			f := &files[i]
			if len(texts) == 0 {
				return true
			}
			if exactly != (f.Path == name) || !strings.HasPrefix(f.Path, root) {
				continue
			}
			data := f.Data
			if data == nil {
				data = folder.Read(f.Path)
			}
			if sha256.Sum256(data) != f.Sum {
				return false
			}
			out, left, ok := splice.Apply(data, texts)
			if !ok {
				return false
			}
			if len(left) < len(texts) {
				f.Data, f.Sum = out, sha256.Sum256(out)
			}
			texts = left
		}
	}
	return len(texts) == 0
}
