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
	if len(before.list) == 0 || len(after.list) == 0 {
		return
	}
	for _, o := range before.list {
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
	for _, n := range after.list {
		if counterpart(n.Name, after, before) == nil {
			d.add(Change{Kind: MemberAdded, Item: n.Name, NewPos: n.Pos})
		}
	}
}

// counterpart returns the member that name is among others: that of the name,
// or the only one that differs in capitals alone and is none of its own list.
func counterpart(name string, own, others *members) *model.Member {
	if m := others.byName[name]; m != nil {
		return m
	}
	var found *model.Member
	for _, m := range others.alike[strings.ToLower(name)] {
		if own.byName[m.Name] != nil {
			continue
		}
		if found != nil {
			return nil
		}
		found = m
	}
	return found
}

// members are those of an enum, in page order and without repeats.
type members struct {
	list   []*model.Member
	byName map[string]*model.Member
	alike  map[string][]*model.Member // by name in lower case
}

func allMembers(resources []*model.Resource) *members {
	all := &members{byName: map[string]*model.Member{}, alike: map[string][]*model.Member{}}
	for _, r := range resources {
		for i := range r.Members {
			m := &r.Members[i]
			if all.byName[m.Name] != nil {
				continue
			}
			lower := strings.ToLower(m.Name)
			all.list = append(all.list, m)
			all.byName[m.Name] = m
			all.alike[lower] = append(all.alike[lower], m)
		}
	}
	return all
}
