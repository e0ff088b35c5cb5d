package lint

import (
	"slices"

	"github.com/graphgen/graphgen/parser/markdown"
)

// checkReading finds scopes that only allow to read beside those that allow to
// write, on a page whose requests all change something.
func (p *page) checkReading(t *markdown.TableData) {
	if !p.onlyChanges() {
		return
	}
	for _, row := range t.Rows {
		for i := 1; i < len(row.Cells); i++ {
			if conjunction(row.Cells[i].Text) {
				continue
			}
			if s := readOnly(scopesOf(row.Cells[i].Text)); s != nil {
				p.report("scope-read-only", row.At(i)+s.at, "%q only allows to read, the page documents %s", s.name, methodsOf(p.Page))
			}
		}
	}
}

// onlyChanges reports whether no request of the page can be meant to read.
func (p *page) onlyChanges() bool {
	for i := range p.Page.Requests {
		if m := p.Page.Requests[i].Method; m != "PATCH" && m != "PUT" && m != "DELETE" {
			return false
		}
	}
	return len(p.Page.Requests) > 0
}

// readOnly returns the first scope that only allows to read what another one
// allows to write, or nil.
func readOnly(scopes []scope) *scope {
	for i, s := range scopes {
		if s.access != "Read" && s.access != "ReadBasic" {
			continue
		}
		if slices.ContainsFunc(scopes, func(other scope) bool { return other.access == "ReadWrite" && other.resource == s.resource }) {
			return &scopes[i]
		}
	}
	return nil
}
