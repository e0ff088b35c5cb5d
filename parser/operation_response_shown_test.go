package parser

import (
	"fmt"
	"testing"

	"github.com/graphgen/graphgen/parser/lookup"
	"github.com/graphgen/graphgen/parser/model"
)

// TestOwnExample wants the same answer on pages of a few requests, which are
// searched, and of many.
func TestOwnExample(t *testing.T) {
	few := []model.Request{{Method: "GET", Path: "/items/Find(a={a})"}, {Method: "POST", Path: "/items/add"}, {Method: "PUT", Path: "/items/{Id}"}}
	many := few
	for i := range 2 * lookup.Few {
		many = append(many, model.Request{Method: "GET", Path: fmt.Sprintf("/items/part%d", i)})
	}
	for _, requests := range [][]model.Request{few, many} {
		r := &pageReader{page: &model.Page{Requests: requests}}
		for call, want := range map[[2]string]bool{
			{"GET", "/v1.0/items/find(a=1)?$top=2"}: true,
			{"GET", "/v1.0/items/find"}:             true,
			{"GET", "/v1.0/items/add"}:              false,
			{"POST", "/v1.0/items/ADD/"}:            true,
			{"POST", "/v1.0/items/1"}:               false,
			{"PUT", "/v1.0/items/1"}:                true,
			{"", "/"}:                               true,
		} {
			x := &example{Example: model.Example{Request: model.ExampleRequest{Method: call[0], URL: call[1]}}}
			if got := r.isOwnExample(x); got != want {
				t.Errorf("%d requests, %v: got %v", len(requests), call, got)
			}
		}
	}
}
