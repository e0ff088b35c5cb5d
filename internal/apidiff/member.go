package apidiff

import (
	"strconv"

	"github.com/graphgen/graphgen/parser/model"
)

// members compares the values of an enum. Their names are compared with their
// letter case, since JSON carries it.
func (d *differ) members(old, new []*model.Resource) {
	before, after := allMembers(old), allMembers(new)
	if len(before) == 0 || len(after) == 0 {
		return
	}
	for _, o := range before {
		n := findMember(after, o.Name)
		if n == nil {
			d.add(Change{Kind: MemberRemoved, Item: o.Name, OldPos: o.Pos})
			continue
		}
		if o.HasValue && n.HasValue && o.Value != n.Value {
			d.add(Change{Kind: MemberNumbered, Item: o.Name, OldPos: o.Pos, NewPos: n.Pos,
				Old: strconv.FormatInt(o.Value, 10), New: strconv.FormatInt(n.Value, 10)})
		}
	}
	for _, n := range after {
		if findMember(before, n.Name) == nil {
			d.add(Change{Kind: MemberAdded, Item: n.Name, NewPos: n.Pos})
		}
	}
}

func allMembers(resources []*model.Resource) []*model.Member {
	var out []*model.Member
	for _, r := range resources {
		for i := range r.Members {
			if findMember(out, r.Members[i].Name) == nil {
				out = append(out, &r.Members[i])
			}
		}
	}
	return out
}

func findMember(list []*model.Member, name string) *model.Member {
	for _, m := range list {
		if m.Name == name {
			return m
		}
	}
	return nil
}
