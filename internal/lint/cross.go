package lint

import (
	"slices"
	"strings"
	"sync"

	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
)

// crossing checks what takes several pages to see.
type crossing struct {
	*linter
	api   *model.API
	names map[string]bool // version and last name, in lower case, of all that some page describes
	out   []Finding
}

func (c *crossing) check() []Finding {
	operations := crossing{linter: c.linter, api: c.api}
	var wg sync.WaitGroup
	wg.Go(operations.checkOperations)
	c.indexTypes()
	c.checkAnchors()
	c.checkOrphans()
	c.checkTypeUses()
	c.checkRequestNames()
	c.checkBodies()
	wg.Wait()
	return append(c.out, operations.out...)
}

// checkAnchors checks the links to headings of other pages.
func (c *crossing) checkAnchors() {
	marks := map[string]map[string]bool{} // of the pages that were searched
	for i := range c.pages {
		for _, link := range c.pages[i].links {
			target := &c.pages[c.index[link.target]]
			if folded := foldAnchor(link.anchor); !target.anchors[folded] && !c.hasMark(marks, link.target, folded) {
				c.out = append(c.out, c.finding("link-anchor", link.pos, "link to %q: page %q has no such heading", clip("#"+link.anchor), link.target))
			}
		}
	}
}

// hasMark reports whether a tag of another page sets the anchor.
func (c *crossing) hasMark(marks map[string]map[string]bool, file, anchor string) bool {
	if marks[file] == nil {
		data, _ := c.docs.Read(file) // that it can't be read has been reported
		marks[file] = marksOf(data)
	}
	return marks[file][anchor]
}

// checkOrphans finds the pages of operations that no other page links to.
func (c *crossing) checkOrphans() {
	linked := make(map[string]bool, len(c.files))
	for i := range c.pages {
		for _, t := range c.pages[i].targets {
			if t != c.files[i].Path {
				linked[t] = true
			}
		}
	}
	if len(linked) == 0 {
		return // a few pages taken out of their context
	}
	for i, f := range c.files {
		if f.Kind == parser.KindAPI && !linked[f.Path] && c.pages[i].anchors != nil {
			c.out = append(c.out, c.finding("page-orphan", c.top(f.Path), "no page links to this page"))
		}
	}
}

// checkRequestNames finds the name of a request that another page of the version
// has, too.
func (c *crossing) checkRequestNames() {
	first := map[string]string{} // version and name to file
	for i, f := range c.files {
		for _, u := range c.pages[i].requests {
			key := f.Version + " " + u.name
			if file, ok := first[key]; ok {
				c.out = append(c.out, c.finding("annotation-name-duplicate", u.pos, "name %q is used by a request of %s, too", clip(u.name), file))
				continue
			}
			first[key] = f.Path
		}
	}
}

// operation is a method and path that pages of one version document.
type operation struct {
	page    *model.Page
	request *model.Request
}

// checkOperations compares the pages that document the same operation.
func (c *crossing) checkOperations() {
	byKey := map[string][]operation{}
	for _, p := range c.api.Pages {
		for i := range p.Requests {
			key := p.Version + " " + p.Requests[i].Method + " " + operationKey(p.Requests[i].Path)
			list := byKey[key]
			if len(list) > 0 && list[len(list)-1].page == p {
				continue
			}
			byKey[key] = append(list, operation{p, &p.Requests[i]})
		}
	}
	for _, key := range sortedKeys(byKey) {
		if list := byKey[key]; len(list) > 1 {
			c.compareOperations(list)
		}
	}
}

// operationKey is the path in lower case, with all placeholders alike.
func operationKey(path string) string {
	key := make([]byte, 0, len(path))
	for {
		segment, rest, more := strings.Cut(path, "/")
		if strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}") || strings.HasPrefix(segment, "<") && strings.HasSuffix(segment, ">") {
			segment = "{}"
		}
		for i := range len(segment) {
			c := segment[i]
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			key = append(key, c)
		}
		if !more {
			return string(key)
		}
		key = append(key, '/')
		path = rest
	}
}

func (c *crossing) compareOperations(list []operation) {
	first := list[0]
	name := first.request.Method + " " + first.request.Path
	c.out = append(c.out, c.finding("operation-duplicate", list[1].request.Pos, "%s is documented on %d pages, first on %s",
		clip(name), len(list), first.page.Source.File))
	for _, o := range list[1:] {
		c.compareAnswers(first, o)
		if c.isQueried(first) || c.isQueried(o) {
			continue // what a query asks for may take more, or less
		}
		for _, account := range model.AccountTypes {
			c.comparePermissions(first, o, account)
		}
	}
}

// isQueried reports whether a page documents an operation with a query.
func (c *crossing) isQueried(o operation) bool {
	return slices.Contains(c.pages[c.index[o.page.Source.File]].queried, o.request.Pos.Line)
}

// compareAnswers looks for a page that answers with one object where another
// one answers with a list of the same type.
func (c *crossing) compareAnswers(a, b operation) {
	if len(a.page.Requests) > 1 && len(b.page.Requests) > 1 || endings(a.page) > 1 || endings(b.page) > 1 {
		return // what the page says may be about other requests
	}
	for i := range a.page.Responses {
		for k := range b.page.Responses {
			r, q := &a.page.Responses[i], &b.page.Responses[k]
			if r.Status == q.Status && r.Type != "" && strings.EqualFold(r.Type, q.Type) && r.Collection != q.Collection {
				c.out = append(c.out, c.finding("answer-contradiction", q.Pos, "%s %s: answers with %s, page %s says %s",
					b.request.Method, clip(b.request.Path), answerText(q), a.page.Source.File, answerText(r)))
			}
		}
	}
}

func answerText(r *model.Response) string {
	if r.Collection {
		return "a collection of " + clip(r.Type)
	}
	return "one " + clip(r.Type)
}

// comparePermissions compares what two pages require for the same operation.
func (c *crossing) comparePermissions(a, b operation, account string) {
	p, q := permissionOf(a, account), permissionOf(b, account)
	if p == nil || q == nil || p.SameNeeds(q) {
		return
	}
	c.out = append(c.out, c.finding("permission-contradiction", q.Pos, "%s %s: %s for %s, page %s says %s", b.request.Method, clip(b.request.Path),
		scopeText(q), accountName(account), a.page.Source.File, scopeText(p)))
}

// permissionOf returns the page's only entry for an account type; nil where
// it has several or one that can't be read.
func permissionOf(o operation, account string) *model.Permission {
	list := o.page.Permissions
	if len(o.request.Permissions) > 0 {
		list = o.request.Permissions
	}
	var found *model.Permission
	for i := range list {
		if list[i].Type != account {
			continue
		}
		if found != nil || list[i].Unreadable {
			return nil
		}
		found = &list[i]
	}
	return found
}

func scopeText(p *model.Permission) string {
	switch {
	case !p.Supported:
		return "not supported"
	case len(p.Scopes) == 0:
		return "no scope needed"
	}
	return clip(p.ScopeText())
}
