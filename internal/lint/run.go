package lint

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/source"
)

// Options configure Run.
type Options struct {
	// Workers is how many pages are read at once; zero means one a processor.
	Workers int
	// Progress, where set, is called after every page, from any goroutine.
	Progress func(done, total int)
	// English, where set, holds the source of translated pages under the same
	// paths; what a translation lost or changed becomes a finding.
	English parser.Docs
	// Only, where not empty, narrows the rules; Skip drops rules.
	Only, Skip []string
	// Suppressions are findings to accept, each with a reason.
	Suppressions []Suppression
	// Baseline holds findings that were there before and are not reported.
	Baseline *Baseline
}

// Run reads every page of docs once and returns what is wrong with them. The
// error is for a source that can't be read, a rule that does not exist, and a
// cancelled context. The report does not depend on the number of workers.
func Run(ctx context.Context, docs parser.Docs, opts Options) (*Report, error) {
	l := newLinter(docs)
	l.workers = opts.Workers
	if err := l.checkNames(opts); err != nil {
		return nil, err
	}
	api, list, err := parser.Load(ctx, docs, parser.Options{Workers: opts.Workers, Progress: opts.Progress, Visit: l.visit})
	if err != nil {
		return nil, err
	}
	if d, ok := docs.(interface{ Faults() source.List }); ok {
		list = append(list, d.Faults()...)
	}
	var crossed []Finding
	var wg sync.WaitGroup
	wg.Go(func() { crossed = (&crossing{linter: l, api: api}).check() })
	findings := l.pageFindings(list)
	wg.Wait()
	findings = append(findings, crossed...)
	if opts.English != nil {
		more, err := l.compare(ctx, api, opts)
		if err != nil {
			return nil, err
		}
		findings = append(findings, more...)
	}
	return l.report(findings, opts), nil
}

// linter is what the inspection of every page shares. Its maps are not changed
// while pages are read; each page has a slot of its own.
type linter struct {
	docs    parser.Docs
	workers int
	files   []parser.PageFile
	index   map[string]int    // path to place in files
	lower   map[string]string // lower-case path to path
	rules   ruleSet
	loc     *locale.Tables
	pages   []facts // one for each of files

	desks   sync.Pool
	headers sync.Map // text of a header cell to headerCell
	labels  sync.Map // text of a row label to account type
}

func newLinter(docs parser.Docs) *linter {
	l := &linter{docs: docs, files: docs.Pages(), rules: newRuleSet(), loc: locale.Load()}
	l.index = make(map[string]int, len(l.files))
	l.lower = make(map[string]string, len(l.files))
	l.pages = make([]facts, len(l.files))
	for i, f := range l.files {
		l.index[f.Path] = i
		l.lower[strings.ToLower(f.Path)] = f.Path
	}
	return l
}

// visit inspects one page.
func (l *linter) visit(v parser.Visit) {
	i, ok := l.index[v.File.Path]
	if !ok {
		return
	}
	if v.Doc == nil {
		data, err := l.docs.Read(v.File.Path)
		if err != nil {
			return // Load has reported it
		}
		v.Doc = markdown.Parse(source.NewFile(v.File.Path, data))
		l.pages[i].findings = fromDiagnostics(v.Doc.Diagnostics)
	}
	d, ok := l.desks.Get().(*desk)
	if !ok {
		d = &desk{}
	}
	p := newPage(l, v, &l.pages[i], d)
	p.check()
	d.messages = p.messages
	l.desks.Put(d)
}

// desk is memory in which one page after another is inspected. What a page
// leaves behind may not be part of it.
type desk struct {
	blocks   []markdown.Block
	zones    []zone
	messages []message
	json     loosejson.Reader
}

// pageFindings joins what package parser and the checks of this package found
// on the pages.
func (l *linter) pageFindings(list source.List) []Finding {
	out := fromDiagnostics(slices.DeleteFunc(list, l.isFine))
	for i := range l.pages {
		out = append(out, l.pages[i].findings...)
	}
	return out
}

func fromDiagnostics(list source.List) []Finding {
	out := make([]Finding, 0, len(list))
	for _, d := range list {
		out = append(out, Finding{Pos: d.Pos, Rule: d.Code, Severity: d.Severity, Message: d.Message})
	}
	return out
}

// report drops what is not wanted, applies suppressions and the baseline, and
// sorts the rest.
func (l *linter) report(findings []Finding, opts Options) *Report {
	findings = slices.DeleteFunc(findings, func(f Finding) bool { return !chosen(opts, f.Rule) })
	r := &Report{Pages: len(l.files), Findings: inOrder(findings)}
	l.suppress(r, opts)
	r.subtract(opts.Baseline)
	return r
}

// checkNames makes sure that the rules that the options name exist.
func (l *linter) checkNames(opts Options) error {
	for _, id := range slices.Concat(opts.Only, opts.Skip) {
		if !l.rules.has(id) {
			return fmt.Errorf("unknown rule %q: see docs/rules", id)
		}
	}
	return nil
}
