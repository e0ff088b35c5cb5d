package plan

import (
	"path"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/lookup"
	"github.com/graphgen/graphgen/parser/model"
)

// doc plans the doc comment of a method: what it does, the HTTP line, the
// permissions, the place of the documentation, the deprecation.
func (m *methodPlanner) doc(out *ir.Method) []string {
	description := m.op.Page.Description
	if saysNothing(description) {
		description = m.op.Page.Title
	}
	request := m.op.Method + " " + httpPath(m.op.Path)
	doc := appendComment(make([]string, 0, 16), methodSentence(out.Name, description), docWidth)
	doc = append(doc, "", "\t"+request, "")
	doc = m.appendPermissions(doc)
	doc = append(doc, "", m.see())
	doc = append(doc, deprecation(m.op.Deprecated)...)
	return append(doc, "", ir.OperationDirective+request)
}

// allDoc is the comment of the method over all pages of a list.
func (m *methodPlanner) allDoc(name string, list *ir.Method) []string {
	doc := []string{
		name + " is like " + list.Name + ", and asks for the following pages as they are needed.",
		"An error ends the sequence.",
	}
	doc = append(doc, deprecation(m.op.Deprecated)...)
	return append(doc, "", list.Doc[len(list.Doc)-1])
}

// deprecation plans the paragraph that tools know a deprecation by; none for
// an empty text.
func deprecation(text string) []string {
	const mark = "Deprecated:"
	lines := comment(strings.TrimPrefix(text, mark), docWidth-len(mark)-1)
	if len(lines) == 0 {
		return nil
	}
	lines[0] = mark + " " + lines[0]
	return append([]string{""}, lines...)
}

// httpPath is the documented path as one line.
func httpPath(path string) string { return oneLine(strings.ReplaceAll(path, "`", "")) }

// see points to the page in the public documentation.
func (m *methodPlanner) see() string {
	name := strings.TrimSuffix(path.Base(m.op.Page.Source.File), ".md")
	view := "1.0"
	if m.op.Page.Version == "beta" {
		view = "beta"
	}
	return "See https://learn.microsoft.com/graph/api/" + escapeText(strings.ReplaceAll(oneLine(name), " ", "-")) + "?view=graph-rest-" + view
}

// accountNames are the account types in the order of the documentation.
var accountNames = []struct{ key, name string }{
	{model.DelegatedWork, "Delegated (work or school)"},
	{model.DelegatedPersonal, "Delegated (personal)"},
	{model.Application, "Application"},
}

// appendPermissions adds the permissions by context and account type.
func (m *methodPlanner) appendPermissions(doc []string) []string {
	if len(m.op.Permissions) == 0 {
		return append(doc, "Permissions: the documentation lists none.")
	}
	doc = append(doc, "Permissions, least privileged first:")
	in := byContext(m.op.Permissions)
	for _, context := range m.contexts(in) {
		list := in(context)
		for _, account := range accountNames {
			for i := range list {
				if p := &list[i]; p.Type == account.key && p.Context == context {
					doc = appendPermission(doc, account.name, p)
				}
			}
		}
	}
	return doc
}

// byContext returns what gives the permissions of a context, and maybe others.
func byContext(all []model.Permission) func(context string) []model.Permission {
	if len(all) <= lookup.Few {
		return func(string) []model.Permission { return all }
	}
	lists := map[string][]model.Permission{}
	for _, p := range all {
		lists[p.Context] = append(lists[p.Context], p)
	}
	return func(context string) []model.Permission { return lists[context] }
}

// contexts returns the contexts of the permissions in documented order; for a
// path below /me those about the signed-in user, where the page tells them. One
// that says what holds without a context says nothing.
func (m *methodPlanner) contexts(in func(context string) []model.Permission) []string {
	var out []string
	var seen lookup.Index[string]
	for i := range m.op.Permissions {
		if c := m.op.Permissions[i].Context; seen.Find(c, len(out), func(i int) string { return out[i] }) < 0 {
			out = append(out, c)
		}
	}
	if len(out) > 1 && slices.Contains(out, "") {
		out = slices.DeleteFunc(out, func(c string) bool { return c != "" && repeats(c, in(c), in("")) })
	}
	return ownContexts(m.op.Path, out)
}

// repeats reports whether all permissions of a context, among own, are those
// without one, among general.
func repeats(context string, own, general []model.Permission) bool {
	return !slices.ContainsFunc(own, func(p model.Permission) bool {
		return p.Context == context && !slices.ContainsFunc(general, func(other model.Permission) bool {
			return other.Context == "" && other.Type == p.Type && permissionText(&other) == permissionText(&p)
		})
	})
}

// ownContexts leaves out what is about others, for a path below /me and where
// a context is about the signed-in user.
func ownContexts(path string, contexts []string) []string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if first != "me" || !slices.ContainsFunc(contexts, isAboutSelf) {
		return contexts
	}
	return slices.DeleteFunc(slices.Clone(contexts), func(c string) bool { return c != "" && !isAboutSelf(c) })
}

func isAboutSelf(context string) bool {
	context = strings.ReplaceAll(strings.ToLower(context), "-", " ")
	return strings.Contains(context, "self") || strings.Contains(context, "signed in user")
}

// appendPermission adds the lines of one permission, as an item of a list.
func appendPermission(doc []string, account string, p *model.Permission) []string {
	if p.Context != "" {
		account += ", " + oneLine(p.Context)
	}
	indent := "  - "
	start := len(doc)
	doc = appendComment(doc, account+": "+permissionText(p), docWidth-len(indent))
	for i := start; i < len(doc); i++ {
		doc[i] = indent + doc[i]
		indent = "    "
	}
	return doc
}

func permissionText(p *model.Permission) string {
	switch {
	case len(p.Scopes) > 0:
		return p.ScopeText()
	case p.Unreadable:
		return "required, but the documentation can't be read"
	case p.Supported:
		return "no scope needed"
	}
	return "not supported"
}
