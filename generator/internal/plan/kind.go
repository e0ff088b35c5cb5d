package plan

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/model"
)

// answer returns the documented success answer that carries a body: the first
// with a type, else the first 200 or 201, else none.
func answer(op *merge.Operation) (model.Response, bool) {
	var bare *model.Response
	for i := range op.Responses {
		r := &op.Responses[i]
		if r.Status < 200 || r.Status >= 300 {
			continue
		}
		if r.Type != "" {
			return *r, true
		}
		if bare == nil && (r.Status == 200 || r.Status == 201 || r.Status == 206) {
			bare = r
		}
	}
	if bare != nil {
		return *bare, true
	}
	return model.Response{}, false
}

func isCollection(op *merge.Operation) bool {
	r, ok := answer(op)
	return ok && r.Collection
}

// kind decides how the method is called and what it returns.
func (m *methodPlanner) kind() (ir.Kind, ir.Type) {
	r, ok := answer(m.op)
	r.Type = m.types.answerType(m.op, r)
	if ok && r.Type == "" && m.op.Method != "GET" && m.op.Method != "DELETE" {
		r.Type = m.types.changed(m.op)
	}
	switch {
	case m.isDelta():
		return ir.Delta, m.types.itemType(r.Type)
	case m.isDownload(r):
		return ir.Download, ir.Type{}
	case m.isStart(r):
		return ir.Start, ir.Type{}
	case strings.HasSuffix(m.op.Path, "/$count") && m.op.Method == "GET":
		return ir.Value, ir.Type{Name: "int64"}
	case m.isRef() && m.op.Method == "GET":
		if m.name.List {
			return ir.List, ir.Type{Name: reference, Pointer: true}
		}
		return ir.Get, ir.Type{Name: reference}
	case m.name.List && (ok || m.op.Method == "GET"):
		return ir.List, m.types.itemType(r.Type)
	case !ok && m.op.Method != "GET":
		return ir.Do, ir.Type{}
	case r.Type == "" && m.op.Method != "GET" && !m.answersBody():
		return ir.Do, ir.Type{}
	case isPrimitive(r.Type) || m.types.isEnum(r.Type):
		return ir.Value, m.types.elementType(r.Type)
	}
	return ir.Get, m.types.elementType(r.Type)
}

func (m *methodPlanner) isDelta() bool {
	return m.op.Method == "GET" && strings.HasPrefix(m.name.Method, "Delta")
}

// isDownload reports whether the answer is a stream, or a redirect to one.
func (m *methodPlanner) isDownload(r model.Response) bool {
	if m.op.Method != "GET" {
		return r.Type == "Edm.Stream"
	}
	if r.Collection && isNamed(r.Type) {
		return false // what redirects is another request of the page
	}
	return r.Type == "Edm.Stream" || strings.HasSuffix(m.op.Path, "/$value") ||
		slices.ContainsFunc(m.op.Responses, func(r model.Response) bool { return r.Status == 302 })
}

// isStart reports whether the operation goes on after its answer: 202 with a
// documented place to ask. Where the page also documents an object that is
// answered at once, or shows one with the 202, the method returns that.
func (m *methodPlanner) isStart(r model.Response) bool {
	if isNamed(r.Type) && (r.Status != 202 || key(r.Type) != rootEntity && m.answersBody()) || !slices.Contains(m.out.Statuses, 202) {
		return false
	}
	for _, page := range m.op.Pages {
		for i := range page.Examples {
			if r := &page.Examples[i].Response; r.Status == 202 && hasMonitor(r.Headers) {
				return true
			}
		}
	}
	return false
}

func hasMonitor(headers map[string]string) bool {
	for name := range headers {
		if strings.EqualFold(name, "Location") || strings.EqualFold(name, "Operation-Location") {
			return true
		}
	}
	return false
}

// answersBody reports whether an example shows an answer's body.
func (m *methodPlanner) answersBody() bool {
	for _, page := range m.op.Pages {
		for i := range page.Examples {
			if r := &page.Examples[i].Response; r.Status/100 == 2 && strings.TrimSpace(r.Body) != "" {
				return true
			}
		}
	}
	return false
}

func isPrimitive(documented string) bool {
	return strings.HasPrefix(documented, "Edm.") && documented != merge.Mixed
}
