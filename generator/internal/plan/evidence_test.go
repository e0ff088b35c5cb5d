package plan

import (
	"slices"
	"testing"

	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/generator/naming"
	"github.com/graphgen/graphgen/parser/model"
)

// TestProven sends bodies to an operation whose page names a team beside the
// table of the action's parameters.
func TestProven(t *testing.T) {
	team := &model.Resource{Name: "microsoft.graph.team", Kind: model.KindEntity, Properties: []model.Property{{Name: "displayName"}, {Name: "topic"}}}
	types := newTypeSet([]*model.Resource{team}, nil, naming.DefaultRules(), nil)
	for body, want := range map[string]string{
		`{"topic": 1, "recipient": 2}`: "", // the table knows both
		`{"displayName": "x"}`:         team.Name,
		`{"other": 1}`:                 team.Name,
		`{"topic": `:                   team.Name, // no JSON proves nothing
		`{"x@odata.bind": "y"}`:        team.Name,
	} {
		page := &model.Page{Examples: []model.Example{{}}}
		page.Examples[0].Request.Method = "POST"
		page.Examples[0].Request.URL = "https://graph.microsoft.com/v1.0/teams/1/notify?x=y"
		page.Examples[0].Request.Body = body
		op := &merge.Operation{Method: "POST", Path: "/teams/{id}/notify", Pages: []*model.Page{page}}
		op.Body.Type = team.Name
		op.Body.Properties = []model.Property{{Name: "Topic"}, {Name: "recipient"}}
		if got := types.proven(op, team.Name); got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

// TestTopNames wants the names at the top of objects alone.
func TestTopNames(t *testing.T) {
	for text, want := range map[string][]string{
		` {"a": {"b": [1, {"c": "d"}]}, "e\u0066" : "x\":y", "g": [], "h@odata.type": "#x"}`: {"a", "ef", "g"},
		`["a", {"b": 1}]`: nil,
		`"a"`:             nil,
		`null`:            nil,
		`{"a": 1,}`:       nil,
		`{}`:              nil,
		``:                nil,
	} {
		if got := slices.Sorted(slices.Values(topNames(text))); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
