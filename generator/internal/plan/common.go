package plan

import (
	"cmp"
	"slices"

	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/parser/model"
)

// commonAnswer is the type of an answer whose pages name different types: the
// nearest that all of them derive from. Where there is none, it is mixed.
func (t *typeSet) commonAnswer(op *merge.Operation, r model.Response) string {
	var full []string
	for _, page := range op.Pages {
		for _, other := range page.Responses {
			if other.Status == r.Status && other.Type != "" {
				full = append(full, other.Type)
			}
		}
	}
	return cmp.Or(t.common(full), merge.Mixed)
}

// commonBody is the same for a body, or empty.
func (t *typeSet) commonBody(op *merge.Operation) string {
	var full []string
	for _, page := range op.Pages {
		if page.RequestBody.Type != "" {
			full = append(full, page.RequestBody.Type)
		}
	}
	return t.common(full)
}

// common is the nearest type that all types are or derive from, or empty.
func (t *typeSet) common(full []string) string {
	var line []*model.Resource // of the types so far, the nearest last
	for i, name := range full {
		r := t.find(name)
		if r == nil || r.Kind == model.KindEnum {
			return ""
		}
		other := t.line(r)
		if i == 0 {
			line = other
			continue
		}
		line = slices.DeleteFunc(line, func(r *model.Resource) bool { return !slices.Contains(other, r) })
	}
	if len(line) == 0 {
		return ""
	}
	return line[len(line)-1].Name
}
