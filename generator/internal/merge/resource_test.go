package merge

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/graphgen/graphgen/parser/model"
)

func properties(names ...string) []model.Property {
	var list []model.Property
	for _, n := range names {
		list = append(list, model.Property{Name: n, Type: "Edm.String"})
	}
	return list
}

// TestTypes wants the union of what pages say of one type, whatever their
// order, and the pages unchanged.
func TestTypes(t *testing.T) {
	list := []*model.Resource{
		{Name: "g.device", Kind: model.KindComplex, Properties: properties("id", "owner"), BaseType: "g.thing"},
		{Name: "g.Device", Kind: model.KindEntity, Properties: properties("ID", "name", "state"), Relationships: properties("owner")},
		{Name: "g.device", Kind: model.KindEnum, Members: []model.Member{{Name: "a"}}},
		{Name: "g.state", Kind: model.KindEnum, Members: []model.Member{{Name: "on"}, {Name: "off"}}},
		{Name: "g.state", Kind: model.KindEnum, Members: []model.Member{{Name: "lost"}, {Name: "on"}, {Name: "off"}}, Flags: true},
		{Name: ""},
	}
	before, _ := json.Marshal(list)
	want := []*model.Resource{
		{Name: "g.Device", Kind: model.KindEntity, Properties: properties("ID", "name", "state"), Relationships: properties("owner"), BaseType: "g.thing"},
		{Name: "g.state", Kind: model.KindEnum, Members: []model.Member{{Name: "lost"}, {Name: "on"}, {Name: "off"}}, Flags: true},
	}
	wanted, _ := json.Marshal(want)
	for range 2 {
		if got, _ := json.Marshal(Types(list)); string(got) != string(wanted) {
			t.Errorf("got  %s\nwant %s", got, wanted)
		}
		slices.Reverse(list)
	}
	if after, _ := json.Marshal(list); string(after) != string(before) {
		t.Error("the resources changed")
	}
}
