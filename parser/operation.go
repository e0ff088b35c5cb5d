package parser

import (
	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/lookup"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// pageReader reads one operation page, section by section.
type pageReader struct {
	doc  *markdown.Doc
	env  pageEnv
	loc  *locale.Tables
	page *model.Page
	list source.List

	sections []section
	examples []example

	rows      []resourceRow    // of transposed permission tables
	includes  int              // how many were met
	corrected uint64           // bit n: an annotation gave the type of status 200+n
	told      []model.Response // what the Response section says
	links     *[]Link          // those that resolve must settle; nil where none are kept

	// where things stand in the lists above and in those of the page
	linkIndex lookup.Index[Link]
	requests  requestIndex
	lasts     lastIndex
	queries   parameterIndex
	ofURL     [3]parameterIndex // see hasParameter
	ofBody    lookup.Index[string]
	ofNames   map[string]bool // see bodyNames
	namedUpTo int
	taken     map[string]string // see inRequest
	asked     map[string]bool   // see isQueryName
	fenced    map[string]string // see fencedNames
}

// parsePage reads the operation page f. It never fails: what it can't read
// becomes a diagnostic.
func parsePage(f *source.File, env pageEnv) (*model.Page, []Link, source.List) {
	doc := env.parse(f)
	var links []Link
	r := &pageReader{doc: doc, env: env, loc: locale.Load(), list: doc.Diagnostics, links: &links}
	r.page = &model.Page{
		Schema:          model.Schema,
		Source:          model.Source{File: f.Name, Locale: localeOf(doc)},
		Version:         env.version,
		Requests:        []model.Request{},
		Permissions:     []model.Permission{},
		PermissionOrder: model.Unspecified,
		RequestHeaders:  []model.Header{},
		QueryParameters: []model.Parameter{},
		Responses:       []model.Response{},
		Examples:        []model.Example{},
	}
	doc.Blocks = keepHTTPTabs(doc.Blocks)
	r.sections = splitSections(env.sections[:0], doc.Blocks)
	r.settleSections()
	r.examples = env.examples[:0]
	r.readTitle()
	r.readExamples()
	r.settleVersion()
	r.readRequests()
	r.readPermissions()
	r.assignRows()
	r.readHeaders()
	r.readParameters()
	r.readBody()
	r.readResponses()
	r.wrap()
	r.list.Sort()
	env.sections, env.examples = r.sections, r.examples
	return r.page, doubtful(links), r.list
}

// add reports a fault at an offset of the page.
func (r *pageReader) add(offset int, sev source.Severity, code, format string, args ...any) {
	r.list.Add(r.doc.Pos(offset), sev, code, format, args...)
}

// all returns the sections of one kind.
func (r *pageReader) all(kind sectionKind) []section {
	first := -1
	for i := range r.sections {
		if r.sections[i].kind != kind {
			continue
		}
		if first < 0 {
			first = i
		} else if r.sections[i-1].kind != kind {
			return r.scattered(kind)
		}
	}
	if first < 0 {
		return nil
	}
	end := first
	for end < len(r.sections) && r.sections[end].kind == kind {
		end++
	}
	return r.sections[first:end]
}

func (r *pageReader) scattered(kind sectionKind) []section {
	var out []section
	for _, s := range r.sections {
		if s.kind == kind {
			out = append(out, s)
		}
	}
	return out
}

func localeOf(doc *markdown.Doc) string {
	if l := doc.FrontValue("ms.contentlocale"); l != "" {
		return l
	}
	return "en-US"
}
