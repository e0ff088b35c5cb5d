package merge

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/naming"
	"github.com/graphgen/graphgen/parser/lookup"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// merger fills one operation from its pages.
type merger struct {
	op          *Operation
	diagnostics *source.List
	mixedBody   bool         // pages name different types of body
	listed      propertyList // of the body, of several pages

	permissionIndex lookup.Index[accountContext]
	headerIndex     lookup.Index[string]
	query, function parameterList
}

// accountContext tells the permissions of an operation apart.
type accountContext struct{ account, context string }

func (m *merger) merge() {
	m.makeRoom()
	m.permissions()
	m.headers()
	m.parameters()
	m.body()
	m.responses()
	m.deprecated()
}

// makeRoom sizes the lists for what the preferred page says: mostly it is the
// only one.
func (m *merger) makeRoom() {
	page := m.op.Page
	m.op.Permissions = make([]model.Permission, 0, len(page.Permissions))
	m.op.Headers = make([]model.Header, 0, len(page.RequestHeaders))
	m.op.Responses = make([]model.Response, 0, len(page.Responses))
}

// report adds a diagnostic for two pages that contradict each other.
func (m *merger) report(other *model.Page, code, what, first, second string) {
	m.diagnostics.Add(m.op.Pos, source.Info, code, "%s has %s %q here and %q in %q",
		m.op.Key, what, first, second, other.Source.File)
}

// permissions joins the permissions of all pages by account type and context:
// the preferred page's scopes in its order, then what others add, and the
// scopes that one page asks for together stay together. An account
// type is supported where any page says so. Of a page that tells the scopes of
// each request, only those of this one count.
func (m *merger) permissions() {
	for n, page := range m.op.Pages {
		list := page.Permissions
		if own := m.op.requests[n].Permissions; len(own) > 0 {
			list = own
		}
		for i := range list {
			m.permission(page, &list[i])
		}
	}
}

func (m *merger) permission(page *model.Page, p *model.Permission) {
	had := m.permissionLike(p)
	if had == nil {
		own := *p
		own.Scopes, own.Least = slices.Clip(p.Scopes), slices.Clip(p.Least) // the page's stay as they are
		m.op.Permissions = append(m.op.Permissions, own)
		return
	}
	if page != m.op.Page && !had.SameNeeds(p) {
		m.report(page, "merge-permissions", p.Type+" permissions", scopeText(had), scopeText(p))
	}
	joinPermission(had, p)
}

// permissionLike returns the permission of the same account type and context.
func (m *merger) permissionLike(p *model.Permission) *model.Permission {
	list := m.op.Permissions
	i := m.permissionIndex.Find(accountContext{p.Type, p.Context}, len(list), func(i int) accountContext {
		return accountContext{list[i].Type, list[i].Context}
	})
	if i < 0 {
		return nil
	}
	return &list[i]
}

// joinPermission adds what another page says: who has what one of them asks for
// may call the operation.
func joinPermission(into, p *model.Permission) {
	into.Join(p)
	for _, s := range p.Least {
		if !slices.Contains(into.Least, s) {
			into.Least = append(into.Least, s)
		}
	}
	into.Supported = into.Supported || p.Supported
	into.Unreadable = (into.Unreadable || p.Unreadable) && len(into.Scopes) == 0
}

func scopeText(p *model.Permission) string {
	switch {
	case len(p.Scopes) > 0:
		return p.ScopeText()
	case p.Supported && !p.Unreadable:
		return "no scope needed"
	}
	return "not supported"
}

// headers joins the headers of all pages by name; a header is required where
// every page that has it requires it.
func (m *merger) headers() {
	for _, page := range m.op.Pages {
		for i := range page.RequestHeaders {
			h := &page.RequestHeaders[i]
			if had := m.headerLike(h); had != nil {
				had.Required = had.Required && h.Required
			} else {
				m.op.Headers = append(m.op.Headers, *h)
			}
		}
	}
}

// headerLike returns the header of the same name; of Prefer, of the same value.
func (m *merger) headerLike(h *model.Header) *model.Header {
	if len(m.op.Headers) > lookup.Few {
		return m.headerAmongMany(h)
	}
	for i := range m.op.Headers {
		if had := &m.op.Headers[i]; strings.EqualFold(had.Name, h.Name) && (had.Value == h.Value || !strings.EqualFold(h.Name, "Prefer")) {
			return had
		}
	}
	return nil
}

func (m *merger) headerAmongMany(h *model.Header) *model.Header {
	key := func(h *model.Header) string {
		name := strings.ToLower(h.Name)
		if name == "prefer" {
			name += " " + h.Value
		}
		return name
	}
	list := m.op.Headers
	i := m.headerIndex.Find(key(h), len(list), func(i int) string { return key(&list[i]) })
	if i < 0 {
		return nil
	}
	return &list[i]
}

func (m *merger) parameters() {
	for _, page := range m.op.Pages {
		m.query.join(page.QueryParameters)
		m.op.ODataQuery = m.op.ODataQuery || page.ODataQuery
		m.function.join(page.FunctionParameters)
	}
	m.op.QueryParameters, m.op.FunctionParameters = m.query.list, m.function.list
}

// parameterList is what several pages list.
type parameterList struct {
	list  []model.Parameter
	names lookup.Index[string] // in lower case
}

// join adds the parameters whose names, in any case, are not there; a
// parameter without type or description takes them from a later page.
func (l *parameterList) join(more []model.Parameter) {
	for i := range more {
		p := &more[i]
		had := l.named(p.Name)
		if had == nil {
			l.list = append(l.list, *p)
			continue
		}
		if had.Type == "" {
			had.Type, had.Collection = p.Type, p.Collection
		}
		if had.Description == "" {
			had.Description = p.Description
		}
	}
}

func (l *parameterList) named(name string) *model.Parameter {
	i := -1
	if len(l.list) > lookup.Few {
		i = l.names.Find(strings.ToLower(name), len(l.list), func(i int) string { return strings.ToLower(l.list[i].Name) })
	} else {
		i = slices.IndexFunc(l.list, func(p model.Parameter) bool { return strings.EqualFold(p.Name, name) })
	}
	if i < 0 {
		return nil
	}
	return &l.list[i]
}

// body takes the preferred page's body. A page that says more than
// "unspecified" wins over one that does not; pages that name different types
// leave the body without type.
func (m *merger) body() {
	m.setBody(&m.op.Page.RequestBody)
	for _, page := range m.op.Pages[1:] {
		b := &page.RequestBody
		switch {
		case b.Kind == model.BodyUnspecified || b.Kind == "":
		case m.op.Body.Kind == model.BodyUnspecified || m.op.Body.Kind == "":
			m.setBody(b)
		case b.Kind != m.op.Body.Kind:
			m.report(page, "merge-body", "request body", m.op.Body.Kind, b.Kind)
			if m.op.Body.Kind == model.BodyNone {
				m.setBody(b)
			}
		default:
			m.bodyProperties(b)
			if b.Type != "" && m.op.Body.Type != b.Type {
				m.bodyType(page, b.Type)
			}
		}
	}
}

// setBody takes the body of one page. Its lists stay as they are.
func (m *merger) setBody(b *model.RequestBody) {
	m.op.Body = *b
	m.listed = propertyList{list: slices.Clip(b.Properties)}
}

// bodyProperties adds what another page lists of a body that is no list.
func (m *merger) bodyProperties(b *model.RequestBody) {
	had := &m.op.Body
	if len(had.Properties) == 0 || had.Collection || b.Collection {
		return
	}
	m.listed.add(b.Properties)
	had.Properties = m.listed.list
}

func (m *merger) bodyType(page *model.Page, other string) {
	if IsGeneral(page) && m.op.Body.Type != "" {
		return
	}
	if m.op.Body.Type != "" && !IsGeneral(m.op.Page) {
		m.report(page, "merge-body-type", "body type", m.op.Body.Type, other)
		if m.op.Own {
			return
		}
		m.mixedBody = true
	}
	if m.mixedBody {
		other = ""
	}
	m.op.Body.Type = other
}

// responses joins the statuses of all pages. Where pages name different types
// for one status, the page about the collection's own type counts; without one
// the answer has no type, and stays JSON.
func (m *merger) responses() {
	for _, page := range m.op.Pages {
		for i := range page.Responses {
			r := m.ownAnswer(page, &page.Responses[i])
			if r == nil {
				continue
			}
			if had := m.responseOf(r.Status); had != nil {
				m.response(had, r, page)
			} else {
				m.op.Responses = append(m.op.Responses, *r)
			}
		}
	}
	if len(m.op.Responses) > 1 {
		slices.SortStableFunc(m.op.Responses, func(a, b model.Response) int { return a.Status - b.Status })
	}
}

func (m *merger) responseOf(status int) *model.Response {
	for i := range m.op.Responses {
		if m.op.Responses[i].Status == status {
			return &m.op.Responses[i]
		}
	}
	return nil
}

func (m *merger) response(had, r *model.Response, page *model.Page) {
	if had.Collection != r.Collection && page != m.op.Page {
		m.report(page, "merge-collection", "answer", shape(had), shape(r))
	}
	if r.Type == "" || r.Type == had.Type {
		return
	}
	if had.Type == "" {
		had.Type, had.Collection = r.Type, r.Collection
		return
	}
	if page != m.op.Page {
		m.report(page, "merge-response", "answer", had.Type, r.Type)
	}
	switch {
	case m.op.Own:
	case m.isOfPath(r.Type) && !m.isOfPath(had.Type):
		had.Type, had.Collection = r.Type, r.Collection
	case !m.isOfPath(had.Type):
		had.Type = Mixed
	}
}

// isOfPath reports whether the path's last collection is named after the end
// of a type's name, as /me/outlook/tasks is after outlookTask.
func (m *merger) isOfPath(full string) bool {
	name, last := shortType(full), naming.Singular(lastLiteral(m.op.Path))
	if last == "" || len(name) <= len(last) {
		return false
	}
	end := name[len(name)-len(last):]
	return strings.EqualFold(end, last) && end[0] >= 'A' && end[0] <= 'Z'
}

// Mixed is the type of an answer whose pages name different types.
const Mixed = "Edm.Untyped"

func shape(r *model.Response) string {
	if r.Collection {
		return "a collection of " + r.Type
	}
	return "one " + r.Type
}

// deprecated takes the note of the first page that has one, where every page
// is deprecated.
func (m *merger) deprecated() {
	for _, page := range m.op.Pages {
		if page.Deprecated == "" {
			m.op.Deprecated = ""
			return
		}
		if m.op.Deprecated == "" {
			m.op.Deprecated = page.Deprecated
		}
	}
}
