package lint

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/source"
)

// facts is what the inspection of one page leaves behind for the checks that
// need several pages.
type facts struct {
	findings  []Finding
	anchors   map[string]bool // slugs that links may lead to
	links     []anchorLink    // links to an anchor of another page
	targets   []string        // pages that this page links to
	ignores   []ignore
	types     []*typeFacts // types of a resource page
	bodies    []bodyFacts  // JSON of the examples of an operation page
	uses      []typeUse    // types that annotations name
	requests  []typeUse    // the names that annotations give to requests
	titles    []string     // words that open the headings of a resource page
	redirects bool         // an operation answers 302
	bareRows  map[int]bool // lines of table rows without outer pipes
	methods   []methodRow  // of the table of methods on a resource page
	queried   []int        // lines of requests with a query
}

// page is one page under inspection.
type page struct {
	*linter
	parser.Visit
	*facts
	desk     *desk
	blocks   []markdown.Block // without the tabs of other languages
	zones    []zone           // of each block
	messages []message
	marks    map[string]bool // see hasMark
	english  bool            // the text of the page is English
}

func newPage(l *linter, v parser.Visit, f *facts, d *desk) *page {
	p := &page{linter: l, Visit: v, facts: f, desk: d, messages: d.messages[:0]}
	d.json.Reset()
	p.blocks = d.httpTabs(v.Doc.Blocks)
	d.zones = zonesOf(d.zones[:0], p.blocks)
	p.zones = d.zones
	p.english = v.Doc.Bilingual || !v.Doc.Translated && englishLocale(v.Doc)
	p.readMessages()
	return p
}

func englishLocale(d *markdown.Doc) bool {
	l := d.FrontValue("ms.contentlocale")
	return l == "" || strings.HasPrefix(strings.ToLower(l), "en")
}

// report adds a finding at an offset of the page.
func (p *page) report(rule string, offset int, format string, args ...any) {
	p.findings = append(p.findings, p.finding(rule, p.Doc.Pos(offset), format, args...))
}

func (l *linter) finding(rule string, pos source.Pos, format string, args ...any) Finding {
	return Finding{Pos: pos, Rule: rule, Severity: l.rules[rule].Severity, Message: fmt.Sprintf(format, args...)}
}

// isAPI reports whether the page documents an operation.
func (p *page) isAPI() bool { return p.Page != nil }

// check runs every check of single pages.
func (p *page) check() {
	p.readAnchors()
	p.readIgnores()
	p.checkFrontMatter()
	p.checkHeadings()
	p.checkTabs()
	p.checkText()
	p.checkLinks()
	p.checkTables()
	p.checkAnnotations()
	p.checkMessages()
	p.checkNamespace()
	if p.isAPI() {
		p.checkSections()
		p.checkRequests()
		p.checkPermissions()
		p.checkHeaders()
		p.checkParameters()
		p.checkExamples()
		return
	}
	p.checkResource()
}

// tables calls f for every table of the zones, all where none are named.
func (p *page) tables(f func(t *markdown.TableData, z zone), zones ...zone) {
	for i := range p.blocks {
		if t := p.blocks[i].Table; t != nil && (len(zones) == 0 || slices.Contains(zones, p.zones[i])) {
			f(t, p.zones[i])
		}
	}
}

// httpTabs drops the tab headings and the content of all tabs but the HTTP
// one, since the others hold snippets that programs write.
func (d *desk) httpTabs(blocks []markdown.Block) []markdown.Block {
	if !hasTab(blocks) {
		return blocks
	}
	kept := d.blocks[:0]
	hidden := false
	for i := range blocks {
		b := &blocks[i]
		switch b.Kind {
		case markdown.Tab:
			hidden = b.Slug != "http" && b.Slug != "httptabhttp"
			continue
		case markdown.Break, markdown.Heading:
			hidden = false
		case markdown.Annotation:
			hidden = hidden && b.Note.Get("blockType").Text() != "response"
		}
		if !hidden {
			kept = append(kept, *b)
		}
	}
	d.blocks = kept
	return kept
}

func hasTab(blocks []markdown.Block) bool {
	for i := range blocks {
		if blocks[i].Kind == markdown.Tab {
			return true
		}
	}
	return false
}

// resolve returns the path below api-reference/ that a relative link means.
func (p *page) resolve(rel string) string {
	dir := path.Dir(p.File.Path)
	if !strings.Contains(rel, "//") && !strings.Contains(rel, "./") && dir != "." {
		return dir + "/" + rel // most links, and no need to clean them
	}
	if file, ok := strings.CutPrefix(rel, "../"); ok && !strings.Contains(file, "//") && !strings.Contains(file, "./") && strings.Count(dir, "/") == 1 {
		return dir[:strings.IndexByte(dir, '/')+1] + file
	}
	return path.Join(dir, rel)
}

// clip shortens page text for a message.
func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= 60 {
		return s
	}
	cut := 60
	for cut > 0 && s[cut]&0xc0 == 0x80 {
		cut--
	}
	return s[:cut] + "…"
}
