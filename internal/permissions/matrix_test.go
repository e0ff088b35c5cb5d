package permissions

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/parser/model"
)

// sample has what the pages have: two versions, several rows, contexts, no
// scopes, no table.
func sample() *model.API {
	page := func(version, file, title, method, path string, permissions ...model.Permission) *model.Page {
		return &model.Page{
			Source: model.Source{File: version + "/api/" + file}, Title: title, Version: version, Permissions: permissions,
			Requests: []model.Request{{Method: method, Path: path}}, RequestBody: model.RequestBody{Kind: model.BodyNone},
			Responses: []model.Response{{Status: 204}},
		}
	}
	scopes := func(account string, names ...string) model.Permission {
		return model.Permission{Type: account, Scopes: names, Supported: len(names) > 0}
	}
	methods := scopes(model.DelegatedWork, "Auth.Read", "Auth.Read.All")
	methods.Context = "=acting on self"
	two := scopes(model.DelegatedWork, "A.Read", "B.Read", "C.Read")
	two.Least = []string{"A.Read", "B.Read"}
	together := scopes(model.Application, "P.Read", "P.Write", "P.Admin")
	together.AllOf = [][]string{{"P.Read", "P.Admin"}, {"P.Write", "P.Admin"}}
	return &model.API{Pages: []*model.Page{
		page("v1.0", "user-get.md", "Get user", "GET", "/users/{id}", scopes(model.DelegatedWork, "User.Read", "User.Read.All"), scopes(model.DelegatedPersonal), scopes(model.Application, "User.Read.All")),
		page("v1.0", "user-methods.md", "Methods", "GET", "/users/{id}/methods", methods),
		page("v1.0", "policy.md", "Remove", "DELETE", "/policies/{id}", together),
		page("v1.0", "print.md", "Print", "GET", "/print/services", model.Permission{Type: model.DelegatedWork, Supported: true}),
		page("v1.0", "user-block.md", "Block", "POST", "/users/{id}/block"),
		page("v1.0", "two.md", "Two", "GET", "/two", two, model.Permission{Type: model.Application, Supported: true, Unreadable: true}),
		page("beta", "user-get.md", "Get user", "GET", "/users/{id}", scopes(model.DelegatedWork, "User.Read.All")),
	}}
}

func sampleMatrix() *Matrix {
	api := sample()
	return New(api, Versions(api), generator.Options{})
}

func TestCSV(t *testing.T) {
	var b bytes.Buffer
	if err := sampleMatrix().WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	want := `version,method,path,call,account,context,scope,rank,least,status,set
v1.0,DELETE,/policies/{id},"client.Policies.Delete(ctx, policyID)",application,,P.Read,1,true,supported,1
v1.0,DELETE,/policies/{id},"client.Policies.Delete(ctx, policyID)",application,,P.Admin,2,false,supported,1
v1.0,DELETE,/policies/{id},"client.Policies.Delete(ctx, policyID)",application,,P.Write,1,true,supported,2
v1.0,DELETE,/policies/{id},"client.Policies.Delete(ctx, policyID)",application,,P.Admin,2,false,supported,2
v1.0,GET,/print/services,client.Print.Services.List(ctx),delegatedWork,,,,,no scope needed,
v1.0,GET,/two,client.Two.Get(ctx),delegatedWork,,A.Read,1,true,supported,
v1.0,GET,/two,client.Two.Get(ctx),delegatedWork,,B.Read,2,true,supported,
v1.0,GET,/two,client.Two.Get(ctx),delegatedWork,,C.Read,3,false,supported,
v1.0,GET,/two,client.Two.Get(ctx),application,,,,,unknown,
v1.0,GET,/users/{id},"client.Users.Get(ctx, userID)",delegatedWork,,User.Read,1,true,supported,
v1.0,GET,/users/{id},"client.Users.Get(ctx, userID)",delegatedWork,,User.Read.All,2,false,supported,
v1.0,GET,/users/{id},"client.Users.Get(ctx, userID)",delegatedPersonal,,,,,not supported,
v1.0,GET,/users/{id},"client.Users.Get(ctx, userID)",application,,User.Read.All,1,true,supported,
v1.0,POST,/users/{id}/block,"client.Users.Block.Create(ctx, userID)",,,,,,unknown,
v1.0,GET,/users/{id}/methods,"client.Users.Methods.List(ctx, userID)",delegatedWork,'=acting on self,Auth.Read,1,true,supported,
v1.0,GET,/users/{id}/methods,"client.Users.Methods.List(ctx, userID)",delegatedWork,'=acting on self,Auth.Read.All,2,false,supported,
beta,GET,/users/{id},"client.Users.Get(ctx, userID)",delegatedWork,,User.Read.All,1,true,supported,
`
	if got := b.String(); got != want {
		t.Errorf("got:\n%s", got)
	}
	if _, err := csv.NewReader(&b).ReadAll(); err != nil {
		t.Error(err)
	}
}

func TestTable(t *testing.T) {
	var b bytes.Buffer
	m := sampleMatrix().Search("USER block")
	m.Operations = append(m.Operations, sampleMatrix().Scope("User.Read").Operations...)
	m.Operations = append(m.Operations, sampleMatrix().Search("services").Operations...)
	m.Operations = append(m.Operations, sampleMatrix().Scope("P.Write").Operations...)
	m.Operations[0].Path += "\x1b[31m"
	if err := m.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(b.String()) {
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	want := `VERSION OPERATION ACCOUNT SCOPES (* least privileged)
v1.0 POST /users/{id}/block [31m no permission listed
client.Users.Block.Create(ctx, userID)
v1.0 GET /users/{id} delegatedWork User.Read* User.Read.All
client.Users.Get(ctx, userID)
v1.0 GET /print/services delegatedWork no scope needed
client.Print.Services.List(ctx)
v1.0 DELETE /policies/{id} application (P.Read* P.Admin) and (P.Write* P.Admin)
client.Policies.Delete(ctx, policyID)`
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("got:\n%s", got)
	}
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := sampleMatrix().Search("beta nothing").WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	if b.String() != "{\n  \"operations\": []\n}\n" {
		t.Errorf("got %s", b.String())
	}
	b.Reset()
	if err := sampleMatrix().Search("two").WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var m Matrix
	if err := json.Unmarshal(b.Bytes(), &m); err != nil || len(m.Operations) != 1 {
		t.Fatalf("%v: %s", err, b.String())
	}
	if r := m.Operations[0].Rows[0]; r.Least != 2 || len(r.Scopes) != 3 || m.Operations[0].Source != "v1.0/api/two.md" {
		t.Errorf("got %+v", m.Operations[0])
	}
}
