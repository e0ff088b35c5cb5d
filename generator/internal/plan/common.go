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
	common := t.common(typesOf(op, func(page *model.Page) string {
		for _, other := range page.Responses {
			if other.Status == r.Status {
				return other.Type
			}
		}
		return ""
	}))
	if r.Type != merge.Mixed && key(common) == rootEntity {
		return r.Type
	}
	return cmp.Or(common, r.Type)
}

// commonBody is the same for a body, or empty: nobody sends just any entity.
func (t *typeSet) commonBody(op *merge.Operation) string {
	common := t.common(typesOf(op, func(page *model.Page) string { return page.RequestBody.Type }))
	if key(common) == rootEntity {
		return ""
	}
	return common
}

// typesOf returns what pick finds on the pages of an operation; on those about
// what many kinds of things have, where no other has any.
func typesOf(op *merge.Operation, pick func(*model.Page) string) []string {
	var own, general []string
	for _, page := range op.Pages {
		switch full := pick(page); {
		case full == "":
		case merge.IsGeneral(page):
			general = append(general, full)
		default:
			own = append(own, full)
		}
	}
	if len(own) > 0 {
		return own
	}
	return general
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
