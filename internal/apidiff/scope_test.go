package apidiff

import (
	"testing"

	"github.com/graphgen/graphgen/parser/model"
)

func state(locale string, values []string, resources ...*model.Resource) *model.API {
	source := model.Source{File: "v1.0/api/a.md", Locale: locale}
	for _, r := range resources {
		r.Version, r.Source.Locale = "v1.0", locale
		r.Properties = []model.Property{{Name: "p", Type: "Edm.String", ReadOnly: len(values) > 0, Values: values}}
	}
	return &model.API{
		Pages:     []*model.Page{{Source: source, Version: "v1.0", Requests: []model.Request{{Method: "GET", Path: "/a"}}}},
		Resources: resources,
	}
}

// TestTypesMissing wants no type to count as new where the old state has the
// pages of operations alone, and a note.
func TestTypesMissing(t *testing.T) {
	with := func() *model.API { return state("en-US", nil, &model.Resource{Name: "microsoft.graph.a"}) }
	for _, r := range []*Report{compared(t, state("en-US", nil), with()), compared(t, with(), state("en-US", nil))} {
		if len(r.Changes) != 0 || len(r.Notes) != 1 {
			t.Errorf("got %v, notes %q", r.Changes, r.Notes)
		}
	}
	if r := compared(t, nil, with()); len(r.Changes) != 2 || r.Verdict() != Minor || len(r.Notes) != 0 {
		t.Errorf("an API that is new: %v, notes %q", r.Changes, r.Notes)
	}
}

// TestTogether wants scopes that are needed together to count as what they are:
// one more of them is one more that an app needs.
func TestTogether(t *testing.T) {
	asks := func(allOf [][]string, scopes ...string) *model.API {
		api := state("en-US", nil)
		api.Pages[0].Permissions = []model.Permission{{Type: model.Application, Supported: true, Scopes: scopes, AllOf: allOf}}
		return api
	}
	a, b, both := []string{"A.Read"}, []string{"B.Read"}, []string{"A.Read", "B.Read"}
	tests := []struct {
		old, new *model.API
		want     string
	}{
		{asks(nil, both...), asks([][]string{a, b}, both...), "permissions narrowed for application: A.Read, B.Read became A.Read and B.Read"},
		{asks(nil, a...), asks([][]string{a, b}, both...), "permissions narrowed for application: A.Read became A.Read and B.Read"},
		{asks([][]string{a, b}, both...), asks(nil, both...), "permissions widened for application: A.Read and B.Read became A.Read, B.Read"},
		{asks([][]string{a, b}, both...), asks([][]string{b, a}, "B.Read", "A.Read"), ""},
		{asks(nil, both...), asks(nil, a...), "permissions narrowed for application: B.Read"},
	}
	for _, tt := range tests {
		got := ""
		for _, c := range compared(t, tt.old, tt.new).Changes {
			if c.Kind != ScopeLeast {
				got += c.Message()
			}
		}
		if got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// TestTranslated wants what descriptions tell to count within one language.
func TestTranslated(t *testing.T) {
	old := state("ja-JP", nil, &model.Resource{Name: "microsoft.graph.a"})
	new := state("en-US", []string{"x"}, &model.Resource{Name: "microsoft.graph.a"})
	if r := compared(t, old, new); len(r.Changes) != 0 {
		t.Errorf("two languages: %v", r.Changes)
	}
	old.Pages[0].Source.Locale, old.Resources[0].Source.Locale = "en-US", "en-US"
	if r := compared(t, old, new); len(r.Changes) != 1 || r.Changes[0].Kind != PropertyTrait {
		t.Errorf("one language: %v", r.Changes)
	}
}

// TestSharedAnswer wants answers of several pages to be judged by the result of
// the method.
func TestSharedAnswer(t *testing.T) {
	answers := func(types ...string) *model.API {
		api := &model.API{}
		for i, name := range types {
			api.Pages = append(api.Pages, &model.Page{
				Source: model.Source{File: "v1.0/api/" + string(rune('a'+i)) + ".md"}, Version: "v1.0",
				Requests:  []model.Request{{Method: "GET", Path: "/a"}},
				Responses: []model.Response{{Status: 200, Type: name}},
			})
		}
		return api
	}
	for _, tt := range []struct {
		old, new []string
		want     Level
	}{
		{[]string{"x", "y"}, []string{"x", "y", "z"}, Patch},
		{[]string{"x", "y"}, []string{"v", "w"}, Major},
		{[]string{"x"}, []string{"y"}, Major},
		{[]string{"x"}, []string{"x", "y"}, Patch},
		{[]string{"y"}, []string{"x", "y"}, Major},
	} {
		old, new := answers(tt.old...), answers(tt.new...)
		r := compared(t, old, new)
		if got := r.Verdict(); got != tt.want {
			t.Errorf("%v to %v: %v, want %v", tt.old, tt.new, got, tt.want)
		}
		judgeByCompiler(t, old, new, r, false)
	}
}
