package merge

import (
	"testing"

	"github.com/graphgen/graphgen/generator/naming"
	"github.com/graphgen/graphgen/parser/model"
)

// TestVariant merges the page of an operation with those that say what it is to
// one service: whatever else speaks for them, they come later.
func TestVariant(t *testing.T) {
	pageOf := func(file, scope string, paths ...string) *model.Page {
		p := &model.Page{Source: model.Source{File: "v1.0/api/" + file}}
		for _, path := range paths {
			p.Requests = append(p.Requests, model.Request{Method: "GET", Path: path})
		}
		p.Permissions = []model.Permission{{Type: model.DelegatedWork, Scopes: []string{scope}, Supported: true}}
		return p
	}
	ops, _ := Operations([]*model.Page{
		pageOf("intune-mam-user-get.md", "DeviceManagementApps.Read.All", "/users/{usersId}"),
		pageOf("user-get.md", "User.Read", "/users/{id}", "/me"),
	}, Options{Rules: naming.DefaultRules()})
	for _, op := range ops {
		if op.Path == "/me" {
			continue
		}
		if op.Path != "/users/{id}" || op.Permissions[0].Scopes[0] != "User.Read" {
			t.Errorf("%s needs %v: expected /users/{id} and User.Read first", op.Path, op.Permissions[0].Scopes)
		}
	}
	if len(ops) != 2 {
		t.Errorf("%d operations, expected 2", len(ops))
	}
}

// TestTogether merges pages of which one asks for two scopes together: who has
// what the other page asks for needs neither.
func TestTogether(t *testing.T) {
	page := func(file string, p model.Permission) *model.Page {
		p.Type, p.Supported = model.Application, true
		return &model.Page{
			Source: model.Source{File: "v1.0/api/" + file}, Permissions: []model.Permission{p},
			Requests: []model.Request{{Method: "GET", Path: "/contacts/{id}/manager"}},
		}
	}
	both := model.Permission{Scopes: []string{"A", "B"}, AllOf: [][]string{{"A"}, {"B"}}}
	pages := []*model.Page{page("a.md", both), page("contact-get-manager.md", model.Permission{Scopes: []string{"C"}})}
	ops, found := Operations(pages, Options{Rules: naming.DefaultRules()})
	if got, want := ops[0].Permissions[0].ScopeText(), "C, or A and B"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(found) != 1 || found[0].Code != "merge-permissions" {
		t.Errorf("found %v", found)
	}
	if got := pages[0].Permissions[0].ScopeText(); got != "A and B" {
		t.Errorf("the page became %q", got)
	}
	same := model.Permission{Scopes: []string{"B", "A"}, AllOf: [][]string{{"B"}, {"A"}}}
	if _, found := Operations([]*model.Page{page("a.md", both), page("b.md", same)}, Options{Rules: naming.DefaultRules()}); len(found) != 0 {
		t.Errorf("found %v between pages that say the same", found)
	}
}
