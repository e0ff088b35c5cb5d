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
