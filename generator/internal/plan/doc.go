package plan

import (
	"path"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/model"
)

// doc plans the doc comment of a method: what it does, the HTTP line, the
// permissions, the place of the documentation, the deprecation.
func (m *methodPlanner) doc(out *ir.Method) []string {
	description := m.op.Page.Description
	if saysNothing(description) {
		description = m.op.Page.Title
	}
	doc := comment(methodSentence(out.Name, description), docWidth)
	doc = append(doc, "", "\t"+m.op.Method+" "+httpPath(m.op.Path), "")
	doc = append(doc, m.permissionDoc()...)
	doc = append(doc, "", "See "+m.link())
	doc = append(doc, deprecation(m.op.Deprecated)...)
	return append(doc, "", ir.OperationDirective+m.op.Method+" "+httpPath(m.op.Path))
}

func (m *methodPlanner) allDoc(name, list string) []string {
	doc := []string{
		name + " is like " + list + ", and asks for the following pages as they are needed.",
		"An error ends the sequence.",
	}
	doc = append(doc, deprecation(m.op.Deprecated)...)
	return append(doc, "", ir.OperationDirective+m.op.Method+" "+httpPath(m.op.Path))
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

// link is the address of the page in the public documentation.
func (m *methodPlanner) link() string {
	name := strings.TrimSuffix(path.Base(m.op.Page.Source.File), ".md")
	view := "1.0"
	if m.op.Page.Version == "beta" {
		view = "beta"
	}
	return "https://learn.microsoft.com/graph/api/" + escapeText(strings.ReplaceAll(oneLine(name), " ", "-")) + "?view=graph-rest-" + view
}

// accountNames are the account types in the order of the documentation.
var accountNames = []struct{ key, name string }{
	{model.DelegatedWork, "Delegated (work or school)"},
	{model.DelegatedPersonal, "Delegated (personal)"},
	{model.Application, "Application"},
}

// permissionDoc lists the permissions by account type and context.
func (m *methodPlanner) permissionDoc() []string {
	if len(m.op.Permissions) == 0 {
		return []string{"Permissions: the documentation lists none."}
	}
	doc := []string{"Permissions, least privileged first:"}
	for _, context := range m.contexts() {
		for _, account := range accountNames {
			for _, p := range m.op.Permissions {
				if p.Type == account.key && p.Context == context {
					doc = append(doc, permissionLines(account.name, p)...)
				}
			}
		}
	}
	return doc
}

// contexts returns the contexts of the permissions in documented order; for a
// path below /me those about the signed-in user, where the page tells them.
func (m *methodPlanner) contexts() []string {
	var out []string
	for _, p := range m.op.Permissions {
		if !slices.Contains(out, p.Context) {
			out = append(out, p.Context)
		}
	}
	return ownContexts(m.op.Path, out)
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

func permissionLines(account string, p model.Permission) []string {
	if p.Context != "" {
		account += ", " + oneLine(p.Context)
	}
	text := account + ": " + permissionText(p)
	lines := comment(text, docWidth-4)
	for i := range lines {
		if i == 0 {
			lines[i] = "  - " + lines[i]
		} else {
			lines[i] = "    " + lines[i]
		}
	}
	return lines
}

func permissionText(p model.Permission) string {
	switch {
	case len(p.Scopes) > 0:
		return strings.Join(p.Scopes, ", ")
	case p.Unreadable:
		return "required, but the documentation can't be read"
	case p.Supported:
		return "none"
	}
	return "not supported"
}
