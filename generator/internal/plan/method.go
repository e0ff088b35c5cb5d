package plan

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/generator/naming"
	"github.com/graphgen/graphgen/parser/model"
)

// methodPlanner plans the methods of one operation.
type methodPlanner struct {
	*planner
	op      *merge.Operation
	name    naming.Name
	service *ir.Service
	stem    string // how the names of its own types begin
	out     *ir.Method
	sends   content
	body    string // the documented type of jsonContent
}

// content is what a method sends.
type content int

// The kinds of content. The zero value is none.
const (
	linkContent   content = iota + 1 // a reference to another resource
	jsonContent                      // a struct
	streamContent                    // bytes with a content type
)

// begin finds out what the method sends. It changes nothing that other methods
// are planned from.
func (m *methodPlanner) begin() {
	m.sends = m.content()
	m.out = &ir.Method{Name: m.name.Method, HTTP: m.op.Method, Statuses: m.statuses(), Upload: m.sends == streamContent}
	if m.sends == jsonContent {
		m.body = m.types.bodyName(m.op)
	}
}

// reach wants the types that the method returns and sends. The order of
// operations counts.
func (m *methodPlanner) reach() {
	m.out.Kind, m.out.Result = m.kind()
	switch m.sends {
	case linkContent:
		m.out.Body = &ir.Type{Name: reference, Pointer: true}
	case jsonContent:
		t := m.types.body(m.op, m.body, m.stem+"Request")
		m.out.Body = &t
	}
}

// plan returns the operation's method, and for a list the one over all pages.
// It changes nothing that other methods are planned from.
func (m *methodPlanner) plan() []*ir.Method {
	out := m.out
	out.Path, out.Args = m.path()
	out.Options = m.options()
	out.Eventual = m.eventual()
	out.Doc = m.doc(out)
	if out.Kind != ir.List || m.op.Method != "GET" {
		return []*ir.Method{out}
	}
	all := *out
	all.Name, all.Kind = allName(out.Name), ir.All
	all.Doc = m.allDoc(all.Name, out)
	if out.Options != nil {
		shared := *out.Options
		shared.Shared = true
		all.Options = &shared
	}
	return []*ir.Method{out, &all}
}

// allName names the method over all pages of a list: All for List, AllByPath
// for ListByPath, RecentAll for a function.
func allName(name string) string {
	if rest, ok := strings.CutPrefix(name, "List"); ok && (rest == "" || rest[0] >= 'A' && rest[0] <= 'Z') {
		return "All" + rest
	}
	return name + "All"
}

// statuses returns the documented success statuses, sorted.
func (m *methodPlanner) statuses() []int {
	var out []int
	for i := range m.op.Responses {
		if s := m.op.Responses[i].Status; 200 <= s && s < 400 && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}

// content tells what the method sends.
func (m *methodPlanner) content() content {
	switch m.op.Method {
	case "POST", "PUT", "PATCH":
	default:
		if m.op.Body.Kind != model.BodyJSON || m.op.Method == "GET" {
			return 0
		}
	}
	if m.isRef() {
		return linkContent
	}
	switch kind := m.op.Body.Kind; {
	case kind == model.BodyNone && m.op.Method != "PATCH":
		return 0
	case kind == model.BodyNone:
		return jsonContent
	case kind == model.BodyBinary, kind == model.BodyMultipart, m.sendsMedia():
		return streamContent
	}
	return jsonContent
}

// reference is the runtime's type of a link, which is what $ref paths carry
// whatever their pages say.
const reference = "Reference"

func (m *methodPlanner) isRef() bool { return strings.HasSuffix(m.op.Path, "/$ref") }

// sendsMedia reports whether the documented Content-Type is one of a stream.
func (m *methodPlanner) sendsMedia() bool {
	for i := range m.op.Headers {
		h := &m.op.Headers[i]
		if !strings.EqualFold(h.Name, "Content-Type") {
			continue
		}
		value := strings.ToLower(h.Value)
		return !strings.Contains(value, "json") && (strings.Contains(value, "/zip") ||
			strings.Contains(value, "octet-stream") || strings.Contains(value, "image/") || strings.Contains(value, "html"))
	}
	return false
}
