package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
)

// sectionKind says what a section of an operation page tells.
type sectionKind int

const (
	kindOther       sectionKind = iota
	kindPreamble                // from the title to the first section
	kindPermissions             // who may call
	kindHTTP                    // methods and paths
	kindHeaders
	kindQuery
	kindFunction // parameters of an OData function
	kindPath     // parameters of the path
	kindBody
	kindResponse
	kindExample
	kindRequest // only inside examples
	kindError
)

// section is a part of a page under one heading, the headings below it
// included among its blocks.
type section struct {
	kind   sectionKind
	level  int
	slug   string
	part   string // slug of the heading that this section stands below, if it has a name of its own
	offset int
	blocks []markdown.Block
}

var kindsOfSlugs = map[string]sectionKind{
	"permissions": kindPermissions, "prerequisites": kindPermissions, "permission": kindPermissions,
	"required-permissions": kindPermissions, "permissions-required": kindPermissions, "authorization": kindPermissions,
	"http-request": kindHTTP, "http-requests": kindHTTP,
	"request-headers": kindHeaders, "optional-request-headers": kindHeaders, "request-header": kindHeaders,
	"headers": kindHeaders, "http-request-headers": kindHeaders, "http-request-body": kindBody,
	"optional-query-parameters": kindQuery, "query-parameters": kindQuery, "odata-query-parameters": kindQuery,
	"optional-odata-query-parameters": kindQuery, "query-parameter": kindQuery, "optional-query-parameter": kindQuery,
	"supported-query-parameters": kindQuery,
	"function-parameters":        kindFunction, "path-parameters": kindPath, "parameters": kindPath, "uri-parameters": kindPath,
	"request-body": kindBody,
	"response":     kindResponse, "responses": kindResponse, "response-body": kindResponse,
	"returns": kindResponse, "http-response": kindResponse,
	"example": kindExample, "examples": kindExample,
	"request": kindRequest, "requests": kindRequest,
	"error-response": kindError, "error-responses": kindError, "error-handling": kindError, "errors": kindError,
	"response-headers": kindError, "response-header": kindError, // neither is read
	"error-codes": kindError, "exceptions": kindError, "error-response-codes": kindError,
}

// kindOfSlug classifies a heading by its English slug, whatever language its
// text is in.
func kindOfSlug(slug string) sectionKind {
	if k, ok := kindsOfSlugs[slug]; ok {
		return k
	}
	base := trimRepeat(slug)
	if k, ok := kindsOfSlugs[base]; ok {
		return k
	}
	switch {
	case strings.HasPrefix(base, "http-request-"):
		return kindHTTP
	case strings.HasPrefix(base, "example-"):
		return kindExample
	}
	return kindOther
}

// trimRepeat cuts the "-1" that the second heading of a text has.
func trimRepeat(slug string) string {
	if slug == "" || !isDigit(slug[len(slug)-1]) {
		return slug
	}
	return strings.TrimRight(strings.TrimRight(slug, "0123456789"), "-")
}

// keepHTTPTabs drops the tab headings, and of a group that has an HTTP tab the
// content of all others. It works in place.
func keepHTTPTabs(blocks []markdown.Block) []markdown.Block {
	kept := blocks[:0]
	hidden, inGroup, http := false, false, false
	for i, b := range blocks {
		switch b.Kind {
		case markdown.Tab:
			if !inGroup {
				inGroup, http = true, hasHTTPTab(blocks[i:])
			}
			hidden = http && !isHTTPTab(b.Slug)
			continue
		case markdown.Break, markdown.Heading:
			hidden, inGroup = false, false
		case markdown.Annotation:
			// a tab group that lacks its closing line ends here at the latest
			hidden = hidden && b.Note.Get("blockType").Text() != "response"
		}
		if !hidden {
			kept = append(kept, b)
		}
	}
	return kept
}

func isHTTPTab(id string) bool { return id == "http" || id == "httptabhttp" }

// hasHTTPTab reports whether the tab group that blocks start with has an HTTP
// tab. Groups of other things, such as kinds of account, have none.
func hasHTTPTab(blocks []markdown.Block) bool {
	for i := range blocks {
		switch b := &blocks[i]; b.Kind {
		case markdown.Tab:
			if isHTTPTab(b.Slug) {
				return true
			}
		case markdown.Break, markdown.Heading:
			return false
		}
	}
	return false
}

// sectioner cuts a page into sections.
type sectioner struct {
	sections []section
	last     [7]int // the last section of each level of heading, zero where there is none
	titled   bool
	example  int // level of the example heading, or zero
	request  int // level of the last request heading in the example
}

// splitSections cuts a page into sections, which it appends to sections.
func splitSections(sections []section, blocks []markdown.Block) []section {
	s := &sectioner{sections: append(sections, section{kind: kindPreamble})}
	start := 0
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != markdown.Heading {
			continue
		}
		if kind, opens := s.heading(b); opens {
			s.sections[len(s.sections)-1].blocks = blocks[start:i]
			s.sections = append(s.sections, section{kind: kind, level: b.Level, slug: b.Slug, part: s.part(b.Level), offset: b.Offset})
			s.last[b.Level] = len(s.sections) - 1
			start = i + 1
		}
	}
	s.sections[len(s.sections)-1].blocks = blocks[start:]
	return s.sections
}

// part returns the slug of the section that a heading of the given level
// stands below, where its name is none that every page has.
func (s *sectioner) part(level int) string {
	nearest := slices.Max(s.last[:level])
	if above := &s.sections[nearest]; nearest > 0 && above.kind == kindOther {
		return above.slug
	}
	return ""
}

// heading decides whether b opens a section, and of which kind.
func (s *sectioner) heading(b *markdown.Block) (sectionKind, bool) {
	if b.Level == 1 && !s.titled {
		s.titled = true
		return 0, false
	}
	kind := kindOfSlug(b.Slug)
	if s.example > 0 && s.staysInExample(b.Level, kind) {
		return 0, false
	}
	switch kind {
	case kindExample, kindRequest:
		s.example, s.request = b.Level, 0
		if kind == kindRequest {
			s.request = b.Level
		}
		return kindExample, true
	case kindOther:
		current := s.sections[len(s.sections)-1]
		if current.level > 0 && b.Level > current.level {
			return 0, false
		}
		if current.kind == kindPreamble && b.Level > 2 {
			return 0, false
		}
	}
	s.example, s.request = 0, 0
	return kind, true
}

func (s *sectioner) staysInExample(level int, kind sectionKind) bool {
	if kind == kindRequest {
		s.request = level
		return true
	}
	if kind == kindResponse && s.request == level {
		return true
	}
	return level > s.example
}
