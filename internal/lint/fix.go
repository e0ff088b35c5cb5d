package lint

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/model"
)

// Fixable reports whether Fixer repairs findings of the rule, where it
// understands them.
func (r Rule) Fixable() bool {
	_, ok := repairs()[r.ID]
	return ok
}

// Fixer repairs pages. It is not for use by several goroutines.
type Fixer struct {
	linter  *linter
	repairs map[string]repair
	wasted  int // bytes read by tries on this page that failed
}

// NewFixer returns a Fixer for the pages of docs.
func NewFixer(docs parser.Docs) *Fixer { return &Fixer{linter: newLinter(docs), repairs: repairs()} }

// Fixed is a repaired page.
type Fixed struct {
	Path string
	Data []byte
	// Findings are those that the repair took away.
	Findings []Finding
}

// maxRounds is how often a page is repaired: one repair may make room for the
// next.
const maxRounds = 5

// Page repairs the page at path. A repair is kept only if the page then says
// the same, has one finding of its rule less, and has no finding that it did
// not have before. It returns nil where nothing could be repaired.
func (x *Fixer) Page(ctx context.Context, path string) (*Fixed, error) {
	data, err := x.linter.docs.Read(path)
	if err != nil {
		return nil, nil // it has been reported
	}
	x.wasted = 0
	now, err := x.inspect(ctx, path, data)
	if err != nil {
		return nil, err
	}
	out := &Fixed{Path: path, Data: data}
	for range maxRounds {
		better, err := x.round(ctx, out, now)
		if err != nil {
			return nil, err
		}
		if better == nil {
			break
		}
		now = better
	}
	if len(out.Findings) == 0 {
		return nil, nil
	}
	return out, nil
}

// round tries the repairs of each rule together, and one by one where that
// does not work. It returns the state of the page after the repairs, nil where
// there were none.
func (x *Fixer) round(ctx context.Context, out *Fixed, now *state) (*state, error) {
	var better *state
	for _, id := range sortedKeys(x.repairs) {
		edits := x.edits(out, now.findings, id)
		if len(edits) == 0 {
			continue
		}
		next, err := x.try(ctx, out, now, edits)
		if err != nil {
			return nil, err
		}
		if next == nil && len(edits) > 1 {
			if next, err = x.each(ctx, out, now, id); err != nil {
				return nil, err
			}
		}
		if next != nil {
			now, better = next, next
		}
	}
	return better, nil
}

// mostWasted is how many bytes the tries on a page that fail may read, until only
// the repairs of a rule together are tried: each try reads the page. The largest
// real pages have 250,000 bytes.
const mostWasted = 16 << 20

// each tries the repairs of a rule in groups that are halved where one fails,
// down to a single repair, and doubled where one works.
func (x *Fixer) each(ctx context.Context, out *Fixed, now *state, id string) (*state, error) {
	var better *state
	edits := x.edits(out, now.findings, id)
	for size, failed := len(edits)/2, 0; failed < len(edits) && x.wasted < mostWasted; {
		size = max(1, min(size, len(edits)-failed))
		next, err := x.try(ctx, out, now, edits[failed:failed+size])
		switch {
		case err != nil:
			return nil, err
		case next != nil:
			now, better = next, next
			edits = x.edits(out, now.findings, id)
			size *= 2
		case size == 1:
			failed++
		default:
			size /= 2
		}
	}
	return better, nil
}

// edits returns the repairs of one rule, in page order and without overlap.
// Findings of the files that the page includes are left alone.
func (x *Fixer) edits(out *Fixed, findings []Finding, id string) []edit {
	lines, crlf := newLines(out.Data), bytes.Contains(out.Data, []byte("\r\n"))
	var edits []edit
	end := -1
	for i := range findings {
		f := &findings[i]
		if f.Rule != id || f.Pos.File != out.Path {
			continue
		}
		e, ok := x.repairs[id](place{lines: lines, at: lines.offset(f.Pos), message: f.Message})
		if crlf {
			e.with = strings.ReplaceAll(strings.ReplaceAll(e.with, "\r\n", "\n"), "\n", "\r\n")
		}
		if ok && e.start >= end {
			edits = append(edits, e)
			end = max(e.end, e.start+1)
		}
	}
	return edits
}

// try makes the edits and keeps them if they do what they should.
func (x *Fixer) try(ctx context.Context, out *Fixed, now *state, edits []edit) (*state, error) {
	data := apply(out.Data, edits)
	next, err := x.inspect(ctx, out.Path, data)
	if err != nil {
		return nil, err
	}
	gone, isNew := difference(now.findings, next.findings)
	if next.facts != now.facts || isNew || len(gone) < len(edits) {
		x.wasted += len(data)
		return nil, nil
	}
	out.Data = data
	out.Findings = append(out.Findings, gone...)
	return next, nil
}

// difference returns the findings that are gone, and whether there is one that
// was not there. Places do not count, since they move.
func difference(before, after []Finding) (gone []Finding, isNew bool) {
	left := map[string]int{}
	for _, f := range after {
		left[f.Rule+" "+f.Message]++
	}
	for _, f := range before {
		if key := f.Rule + " " + f.Message; left[key] > 0 {
			left[key]--
		} else {
			gone = append(gone, f)
		}
	}
	for _, n := range left {
		isNew = isNew || n > 0
	}
	return gone, isNew
}

// state is what a page says and what is wrong with it.
type state struct {
	facts    string
	findings []Finding
}

// onePageDocs is a source in which one page has other content, and which lists no
// other page.
type onePageDocs struct {
	parser.Docs
	file parser.PageFile
	data []byte
}

func (d onePageDocs) Pages() []parser.PageFile { return []parser.PageFile{d.file} }

func (d onePageDocs) Read(name string) ([]byte, error) {
	if name == d.file.Path {
		return d.data, nil
	}
	return d.Docs.Read(name)
}

// inspect reads a page with the given content.
func (x *Fixer) inspect(ctx context.Context, path string, data []byte) (*state, error) {
	l := x.linter
	i := l.index[path]
	l.pages[i] = facts{}
	docs := onePageDocs{l.docs, l.files[i], data}
	api, list, err := parser.Load(ctx, docs, parser.Options{Workers: 1, Visit: l.visit})
	if err != nil {
		return nil, err
	}
	findings := fromDiagnostics(slices.DeleteFunc(list, l.isFine))
	findings = settle(append(findings, l.pages[i].findings...))
	return &state{facts: factsOf(api), findings: findings}, nil
}

var placeInJSON = regexp.MustCompile(`"pos":"[^"]*",?`)

// factsOf returns all that the pages say, but for places and for the spelling
// of JSON in examples.
func factsOf(api *model.API) string {
	var b []byte
	for _, p := range api.Pages {
		for i := range p.Examples {
			x := &p.Examples[i]
			x.Request.Body, x.Response.Body = sameSpelling(x.Request.Body), sameSpelling(x.Response.Body)
		}
		b = p.AppendJSON(b)
	}
	for _, r := range api.Resources {
		b = r.AppendJSON(b)
	}
	return placeInJSON.ReplaceAllString(string(b), "")
}

// sameSpelling writes JSON without blanks and without its faults.
func sameSpelling(body string) string {
	if !strings.HasPrefix(body, "{") && !strings.HasPrefix(body, "[") {
		return body
	}
	v, _ := loosejson.Parse(body)
	if v == nil {
		return body
	}
	return string(v.Append(nil))
}

// edit replaces the bytes from start to end of a page.
type edit struct {
	start, end int
	with       string
}

func apply(data []byte, edits []edit) []byte {
	var b bytes.Buffer
	at := 0
	for _, e := range edits {
		b.Write(data[at:e.start])
		b.WriteString(e.with)
		at = e.end
	}
	b.Write(data[at:])
	return b.Bytes()
}
