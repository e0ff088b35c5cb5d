package merge

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// merger fills one operation from its pages.
type merger struct {
	op          *Operation
	diagnostics *source.List
}

func (m *merger) merge() {
	m.permissions()
	m.headers()
	m.parameters()
	m.body()
	m.responses()
	m.deprecated()
}

// report adds a diagnostic for two pages that contradict each other.
func (m *merger) report(other *model.Page, code, what, first, second string) {
	m.diagnostics.Add(m.op.Pos, source.Info, code, "%s has %s %q here and %q in %q",
		m.op.Key, what, first, second, other.Source.File)
}

type permissionKey struct{ account, context string }

// permissions joins the permissions of all pages by account type and context:
// the preferred page's scopes in its order, then what others add. An account
// type is supported where any page says so. Of a page that tells the scopes of
// each request, only those of this one count.
func (m *merger) permissions() {
	index := map[permissionKey]int{}
	for n, page := range m.op.Pages {
		list := page.Permissions
		if own := m.op.requests[n].Permissions; len(own) > 0 {
			list = own
		}
		for _, p := range list {
			key := permissionKey{p.Type, p.Context}
			i, ok := index[key]
			if !ok {
				index[key] = len(m.op.Permissions)
				p.Scopes = slices.Clone(p.Scopes)
				p.Least = slices.Clone(p.Least)
				m.op.Permissions = append(m.op.Permissions, p)
				continue
			}
			if page == m.op.Page {
				joinPermission(&m.op.Permissions[i], p)
				continue
			}
			had := m.op.Permissions[i]
			if !sameScopes(had, p) {
				m.report(page, "merge-permissions", p.Type+" permissions", scopeText(had), scopeText(p))
			}
			joinPermission(&m.op.Permissions[i], p)
		}
	}
}

func joinPermission(into *model.Permission, p model.Permission) {
	for _, s := range p.Scopes {
		if !slices.Contains(into.Scopes, s) {
			into.Scopes = append(into.Scopes, s)
		}
	}
	for _, s := range p.Least {
		if !slices.Contains(into.Least, s) {
			into.Least = append(into.Least, s)
		}
	}
	into.Supported = into.Supported || p.Supported
	into.Unreadable = (into.Unreadable || p.Unreadable) && len(into.Scopes) == 0
}

func sameScopes(a, b model.Permission) bool {
	if a.Supported != b.Supported || len(a.Scopes) != len(b.Scopes) {
		return false
	}
	for _, s := range b.Scopes {
		if !slices.Contains(a.Scopes, s) {
			return false
		}
	}
	return true
}

func scopeText(p model.Permission) string {
	if len(p.Scopes) == 0 && !p.Supported {
		return "not supported"
	}
	return strings.Join(p.Scopes, ", ")
}

// headers joins the headers of all pages by name; a header is required where
// every page that has it requires it.
func (m *merger) headers() {
	type key struct{ name, value string }
	seen := map[key]int{}
	for _, page := range m.op.Pages {
		for _, h := range page.RequestHeaders {
			k := key{strings.ToLower(h.Name), ""}
			if k.name == "prefer" {
				k.value = h.Value
			}
			if i, ok := seen[k]; ok {
				m.op.Headers[i].Required = m.op.Headers[i].Required && h.Required
				continue
			}
			seen[k] = len(m.op.Headers)
			m.op.Headers = append(m.op.Headers, h)
		}
	}
}

func (m *merger) parameters() {
	for _, page := range m.op.Pages {
		m.op.QueryParameters = joinParameters(m.op.QueryParameters, page.QueryParameters)
		m.op.ODataQuery = m.op.ODataQuery || page.ODataQuery
		m.op.FunctionParameters = joinParameters(m.op.FunctionParameters, page.FunctionParameters)
	}
}

// joinParameters adds the parameters whose names, in any case, are not there;
// a parameter without type or description takes them from a later page.
func joinParameters(into, more []model.Parameter) []model.Parameter {
	for _, p := range more {
		i := slices.IndexFunc(into, func(q model.Parameter) bool { return strings.EqualFold(p.Name, q.Name) })
		if i < 0 {
			into = append(into, p)
			continue
		}
		if into[i].Type == "" {
			into[i].Type, into[i].Collection = p.Type, p.Collection
		}
		if into[i].Description == "" {
			into[i].Description = p.Description
		}
	}
	return into
}

// body takes the preferred page's body. A page that says more than
// "unspecified" wins over one that does not; pages that name different types
// leave the body without type.
func (m *merger) body() {
	m.op.Body = m.op.Page.RequestBody
	for _, page := range m.op.Pages[1:] {
		b := page.RequestBody
		switch {
		case b.Kind == model.BodyUnspecified || b.Kind == "":
		case m.op.Body.Kind == model.BodyUnspecified || m.op.Body.Kind == "":
			m.op.Body = b
		case b.Kind != m.op.Body.Kind:
			m.report(page, "merge-body", "request body", m.op.Body.Kind, b.Kind)
			if m.op.Body.Kind == model.BodyNone {
				m.op.Body = b
			}
		case b.Type != "" && m.op.Body.Type != b.Type:
			m.bodyType(page, b)
		}
	}
}

func (m *merger) bodyType(page *model.Page, b model.RequestBody) {
	if m.op.Body.Type != "" {
		m.report(page, "merge-body-type", "body type", m.op.Body.Type, b.Type)
		if distance(entry{page: m.op.Page, path: m.op.Path}) == 0 {
			return
		}
		b.Type = ""
	}
	m.op.Body.Type = b.Type
}

// responses joins the statuses of all pages. Where pages name different types
// for one status, the page about the collection's own type counts; without one
// the answer has no type, and stays JSON.
func (m *merger) responses() {
	base := distance(entry{page: m.op.Page, path: m.op.Path}) == 0
	for _, page := range m.op.Pages {
		for _, r := range page.Responses {
			i := slices.IndexFunc(m.op.Responses, func(q model.Response) bool { return q.Status == r.Status })
			if i < 0 {
				m.op.Responses = append(m.op.Responses, r)
				continue
			}
			m.response(&m.op.Responses[i], r, page, base)
		}
	}
	slices.SortStableFunc(m.op.Responses, func(a, b model.Response) int { return a.Status - b.Status })
}

func (m *merger) response(had *model.Response, r model.Response, page *model.Page, base bool) {
	if had.Collection != r.Collection && page != m.op.Page {
		m.report(page, "merge-collection", "answer", shape(*had), shape(r))
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
	if !base {
		had.Type = Mixed
	}
}

// Mixed is the type of an answer whose pages name different types.
const Mixed = "Edm.Untyped"

func shape(r model.Response) string {
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
