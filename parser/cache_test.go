package parser

import (
	"reflect"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/parser/model"
)

// TestOpenHasAllFacts wants every field of openType in the form that is kept.
func TestOpenHasAllFacts(t *testing.T) {
	private, kept := reflect.TypeFor[openType](), reflect.TypeFor[Open]()
	for i := range private.NumField() {
		f := private.Field(i)
		if f.Name == "property" {
			continue
		}
		k, ok := kept.FieldByName(strings.ToUpper(f.Name[:1]) + f.Name[1:])
		if !ok || k.Type != f.Type {
			t.Errorf("openType.%s is not kept: add it to Open, parsed and result", f.Name)
		}
	}
	if reflect.TypeFor[result]().NumField() != 7 {
		t.Error("result has another number of fields: see Parsed")
	}
}

// TestParsedComesBack wants what is kept of a property to be what it was.
func TestParsedComesBack(t *testing.T) {
	o := Open{Resource: 0, Index: 1, Relationship: true, Target: "t", Text: "x", Shown: "s", Bare: true, Sample: true, Unlisted: true, Listed: true, Key: true}
	p := &Parsed{Resources: sampleResources(), Base: "b.md", Derived: []string{"d.md"}, Links: []Link{{"g.x", "a-x.md"}}, Open: []Open{o}}
	r, ok := p.result()
	if !ok {
		t.Fatal("not read")
	}
	back, ok := parsed(r)
	if !ok || !reflect.DeepEqual(back, p) {
		t.Errorf("got %+v, want %+v", back, p)
	}
	for _, bad := range []Open{{Resource: 1}, {Resource: -1}, {Index: 5}, {Index: -1}} {
		if _, ok := (&Parsed{Resources: sampleResources(), Open: []Open{bad}}).result(); ok {
			t.Errorf("%+v was read", bad)
		}
	}
}

func sampleResources() []*model.Resource {
	return []*model.Resource{{Relationships: []model.Property{{Name: "a"}, {Name: "b"}}}}
}
