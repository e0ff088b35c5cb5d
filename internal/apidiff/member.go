package apidiff

import (
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// members compares the values of an enum. JSON carries their letter case, and
// the Go constant may have one name in both.
func (d *differ) members(old, new []*model.Resource) {
	before, after := allMembers(old), allMembers(new)
	if len(before) == 0 || len(after) == 0 {
		return
	}
	for _, o := range before {
		n := counterpart(o.Name, before, after)
		if n == nil {
			d.add(Change{Kind: MemberRemoved, Item: o.Name, OldPos: o.Pos})
			continue
		}
		d.respelled(MemberRespelled, o.Name, n.Name, Change{OldPos: o.Pos, NewPos: n.Pos})
		if o.HasValue && n.HasValue && o.Value != n.Value {
			d.add(Change{Kind: MemberNumbered, Item: n.Name, OldPos: o.Pos, NewPos: n.Pos,
				Old: strconv.FormatInt(o.Value, 10), New: strconv.FormatInt(n.Value, 10)})
		}
	}
	for _, n := range after {
		if counterpart(n.Name, after, before) == nil {
			d.add(Change{Kind: MemberAdded, Item: n.Name, NewPos: n.Pos})
		}
	}
}

// counterpart returns the member that name is among others: that of the name,
// or the only one that differs in capitals alone and is none of its own list.
func counterpart(name string, own, others []*model.Member) *model.Member {
	if m := findMember(others, name); m != nil {
		return m
	}
	var found *model.Member
	for _, m := range others {
		if !strings.EqualFold(m.Name, name) || findMember(own, m.Name) != nil {
			continue
		}
		if found != nil {
			return nil
		}
		found = m
	}
	return found
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
