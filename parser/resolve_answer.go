package parser

import (
	"encoding/json"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// settleAnswer takes the type that the Response section names, and not that of
// the annotation, where the examples show properties that only the former has,
// and none that only the latter has.
func (r *resolver) settleAnswer(page *model.Page, x *model.Response) {
	noted, told := r.known(page.Version, x.Type), r.known(page.Version, x.Told)
	if noted == nil || told == nil || r.derives(page.Version, told.Name, noted.Name) {
		return
	}
	isTold := false
	for i := range page.Examples {
		if e := &page.Examples[i].Response; e.Status == x.Status {
			for _, name := range shownNames(e.Body) {
				switch ofNoted, ofTold := r.hasProperty(noted, name), r.hasProperty(told, name); {
				case ofNoted && !ofTold:
					return
				case ofTold && !ofNoted:
					isTold = true
				}
			}
		}
	}
	if isTold {
		x.Type, x.Told = told.Name, ""
	}
}

func (r *resolver) hasProperty(res *model.Resource, name string) bool {
	return r.propertyOf(res, name) != nil
}

// propertyOf returns what a page of a type or of one of its bases says of a
// property, nil where none lists it.
func (r *resolver) propertyOf(res *model.Resource, name string) *model.Property {
	for ; res != nil; res = r.base(res) {
		for _, page := range find(r.byName, res.Version, res.Name) {
			if p := propertyNamed(page, name); p != nil {
				return p
			}
		}
	}
	return nil
}

// shownNames returns the names of the properties of an answer, or of the items
// of its value.
func shownNames(body string) []string {
	var names []string
	var one map[string]json.RawMessage
	var page struct{ Value []map[string]json.RawMessage }
	var objects []map[string]json.RawMessage
	if json.Unmarshal([]byte(body), &page) == nil && len(page.Value) > 0 {
		objects = page.Value
	} else if json.Unmarshal([]byte(body), &one) == nil {
		objects = append(objects, one)
	}
	for _, o := range objects {
		for name := range o {
			if !strings.Contains(name, "@") {
				names = append(names, name)
			}
		}
	}
	return names
}
