package apidiff

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// status is one documented status code.
type status struct {
	code int
	pos  source.Pos
}

func statusCodes(pages []*model.Page) []status {
	var out []status
	for _, p := range pages {
		for _, r := range p.Responses {
			if r.Status != 0 && !hasCode(out, r.Status) {
				out = append(out, status{r.Status, r.Pos})
			}
		}
	}
	slices.SortFunc(out, func(a, b status) int { return cmp.Compare(a.code, b.code) })
	return out
}

func hasCode(list []status, code int) bool {
	return slices.ContainsFunc(list, func(s status) bool { return s.code == code })
}

// statuses compares the codes where both states document some.
func (d *differ) statuses(old, new []status) {
	if len(old) == 0 || len(new) == 0 {
		return
	}
	for _, s := range old {
		if !hasCode(new, s.code) {
			d.add(Change{Kind: StatusRemoved, Item: strconv.Itoa(s.code), OldPos: s.pos})
		}
	}
	for _, s := range new {
		if !hasCode(old, s.code) {
			d.add(Change{Kind: StatusAdded, Item: strconv.Itoa(s.code), NewPos: s.pos})
		}
	}
}
