package plan

import (
	"cmp"
	"slices"

	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/parser/model"
)

// answerType is the type of an answer. Where pages name different types, and
// none is about the collection's own, it is the nearest that all of them derive
// from; where there is none, it is mixed, or the merged one.
func (t *typeSet) answerType(op *merge.Operation, r model.Response) string {
	if r.Type != merge.Mixed && (op.Own || len(op.Pages) < 2 || !isNamed(r.Type)) {
		return r.Type
	}
	var full []string
	for _, page := range op.Pages {
		for _, other := range page.Responses {
			if other.Status == r.Status && other.Type != "" {
				full = append(full, other.Type)
			}
		}
	}
	common := t.common(full)
	if r.Type != merge.Mixed && key(common) == rootEntity {
		return r.Type
	}
	return cmp.Or(common, r.Type)
}

// commonBody is the same for a body, or empty: nobody sends just any entity.
func (t *typeSet) commonBody(op *merge.Operation) string {
	var full []string
	for _, page := range op.Pages {
		if page.RequestBody.Type != "" {
			full = append(full, page.RequestBody.Type)
		}
	}
	if common := t.common(full); key(common) != rootEntity {
		return common
	}
	return ""
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
