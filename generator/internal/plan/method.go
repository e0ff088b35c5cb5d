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
	out     *ir.Method
}

// reach begins with what the method returns and sends, and wants the types of
// it. The order of operations counts.
func (m *methodPlanner) reach() {
	m.out = &ir.Method{Name: m.name.Method, HTTP: m.op.Method, Statuses: m.statuses()}
	m.out.Kind, m.out.Result = m.kind()
	m.body(m.out)
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

// body plans the request body of methods that have one.
func (m *methodPlanner) body(out *ir.Method) {
	switch m.op.Method {
	case "POST", "PUT", "PATCH":
	default:
		if m.op.Body.Kind != model.BodyJSON || m.op.Method == "GET" {
			return
		}
	}
	if m.isRef() {
		out.Body = &ir.Type{Name: reference, Pointer: true}
		return
	}
	switch m.op.Body.Kind {
	case model.BodyNone:
		if m.op.Method == "PATCH" {
			out.Body = m.bodyType(out.Name)
		}
	case model.BodyBinary, model.BodyMultipart:
		out.Upload = true
	default:
		if m.sendsMedia() {
			out.Upload = true
			return
		}
		out.Body = m.bodyType(out.Name)
	}
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

// bodyType is the Go type of the JSON body of the method called name.
func (m *methodPlanner) bodyType(name string) *ir.Type {
	t := m.types.body(m.op, strings.TrimSuffix(m.service.Type, "Service")+name+"Request")
	return &t
}
