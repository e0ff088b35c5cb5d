package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// settleBase spells the base type as its page does.
func (r *resolver) settleBase(res *model.Resource) {
	if base := r.pages.derived[pageKey(res.Version, res.Source.File)]; base != nil && base != res && res.Kind != model.KindEnum &&
		(res.BaseType == "" || res.BaseType == rootEntity) {
		res.BaseType = base.Name
		return
	}
	if res.BaseType == "" {
		return
	}
	o := openType{target: r.pages.bases[res]}
	if linked := r.linked(res.Version, &o, res.BaseType); linked != nil && linked.Kind != model.KindEnum {
		res.BaseType = linked.Name
		return
	}
	res.BaseType = r.spelling(res.Version, res.BaseType)
}

// breakCycles drops the base type that would make a type derive from itself.
func (r *resolver) breakCycles() {
	done := make(map[*model.Resource]bool, len(r.api.Resources))
	for _, res := range r.api.Resources {
		seen := map[*model.Resource]bool{}
		for at := res; at != nil && !done[at]; {
			seen[at] = true
			base := r.base(at)
			if base != nil && seen[base] {
				r.list.Add(at.Pos, source.Error, "base-cycle", "base type %s of %s derives from it", at.BaseType, at.Name)
				at.BaseType = ""
				break
			}
			at = base
		}
		for at := range seen {
			done[at] = true
		}
	}
}

// base returns the documented base type of res, or nil.
func (r *resolver) base(res *model.Resource) *model.Resource {
	if res.BaseType == "" {
		return nil
	}
	if strings.EqualFold(res.BaseType, res.Name) {
		return res
	}
	return r.known(res.Version, res.BaseType)
}

// settleKinds makes entities of the types that derive from one.
func (r *resolver) settleKinds() {
	for _, res := range r.api.Resources {
		if res.Kind == model.KindComplex && r.isEntity(res) {
			res.Kind = model.KindEntity
		}
	}
}

func (r *resolver) isEntity(res *model.Resource) bool {
	for ; res != nil; res = r.base(res) {
		if res.Kind == model.KindEntity || res.BaseType == rootEntity {
			return true
		}
	}
	return false
}

// settleKeys keeps the keys that annotations alone tell of where no base type
// has them.
func (r *resolver) settleKeys() {
	for _, res := range r.api.Resources {
		last := len(res.Properties) - 1
		if last < 0 {
			continue
		}
		p := &res.Properties[last]
		if o := r.open[p]; o == nil || !o.key {
			continue
		}
		if r.inherited(res, p.Name) != nil {
			res.Properties = res.Properties[:last]
			continue
		}
		r.list.Add(p.Pos, source.Warning, "property-not-in-table", "annotation has the key %q, the tables do not", p.Name)
	}
}
