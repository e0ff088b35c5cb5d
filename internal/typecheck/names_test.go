package typecheck

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/parser/model"
)

// TestNamesCompile compiles clients whose paths, types and members have names
// that run into each other, into Go's own words, and into those of the runtime.
func TestNamesCompile(t *testing.T) {
	check, err := New("github.com/graphgen/graphgen/templates/graph")
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(60) {
		d := names{rand.New(rand.NewPCG(seed, 1))}
		files, _, err := generator.Generate(d.api(), generator.Options{})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if err := check.Files(files); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

// names draws an API of bad names.
type names struct{ *rand.Rand }

func (d names) api() *model.API {
	api := &model.API{}
	for i := range 5 + d.IntN(60) {
		api.Pages = append(api.Pages, d.page(fmt.Sprintf("v1.0/api/page%d.md", i)))
	}
	for _, name := range typeNames() {
		if d.IntN(2) == 0 && strings.HasPrefix(name, "microsoft.") {
			api.Resources = append(api.Resources, d.resource(name))
		}
	}
	return api
}

func (d names) page(file string) *model.Page {
	p := &model.Page{Source: model.Source{File: file}, Title: "Do a thing", Version: "v1.0", RequestBody: model.RequestBody{Kind: model.BodyNone}}
	for range 1 + d.IntN(3) {
		p.Requests = append(p.Requests, model.Request{Method: d.one("GET", "GET", "POST", "PATCH", "PUT", "DELETE"), Path: d.path()})
	}
	p.Responses = []model.Response{{Status: 200, Type: d.one(typeNames()...), Collection: d.IntN(2) == 0}}
	if d.IntN(2) == 0 {
		p.RequestBody = model.RequestBody{Kind: model.BodyJSON, Type: d.one(typeNames()...), Properties: d.properties(4)}
	}
	for range d.IntN(3) {
		p.QueryParameters = append(p.QueryParameters, model.Parameter{Name: d.word(), Type: "Edm.String"})
		p.RequestHeaders = append(p.RequestHeaders, model.Header{Name: d.one("If-Match", "if-match", "Prefer", "X-Y", "XY")})
	}
	return p
}

func (d names) resource(name string) *model.Resource {
	r := &model.Resource{Source: model.Source{File: "v1.0/resources/" + name + ".md"}, Version: "v1.0", Name: name, Kind: model.KindEntity}
	if d.IntN(4) == 0 {
		r.Kind = model.KindEnum
		for range 1 + d.IntN(4) {
			r.Members = append(r.Members, model.Member{Name: d.word()})
		}
		return r
	}
	r.Properties = d.properties(6)
	if d.IntN(3) == 0 {
		r.BaseType = d.one(typeNames()...)
	}
	return r
}

func (d names) properties(n int) []model.Property {
	var out []model.Property
	for range d.IntN(n) {
		out = append(out, model.Property{Name: d.word(), Type: d.one(typeNames()...), Collection: d.IntN(3) == 0})
	}
	return out
}

func (d names) path() string {
	path := ""
	for range 1 + d.IntN(5) {
		path += "/" + d.word()
	}
	return path
}

func (d names) one(list ...string) string { return list[d.IntN(len(list))] }

func (d names) word() string { return d.one(wordList()...) }

func wordList() []string {
	return strings.Fields(`users user Users usersMessages messages message list all get messagesList $ref $count $value delta {id} {userId}
		{user-id} root: client Client body opts ctx type func items itemAt(index={n}) options service error string do batch new me drive
		microsoft.graph.user microsoft.graph.getX(a='{a}',b={b}) create createOptions update updateRequest listOptions request delete add
		search(q='{text}') range map select go default interface len nil true any min page Page user_s users-list users2 service2 list2
		{name} {items} {ctx} {body} {opts} {s} {err} {type} 2fa 9 é ñandú`)
}

func typeNames() []string {
	return strings.Fields(`microsoft.graph.user microsoft.graph.userS microsoft.graph.Users microsoft.graph.usersService microsoft.graph.error
		microsoft.graph.UsersListOptions microsoft.graph.usersCreateRequest microsoft.graph.page microsoft.graph.client microsoft.graph.rel
		microsoft.graph.a.user microsoft.graph.b.user microsoft.graph.string microsoft.graph.2fa Edm.String Edm.Int32 Edm.Stream Edm.Boolean`)
}
