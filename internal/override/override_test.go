package override

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/config"
	"github.com/graphgen/graphgen/parser/model"
)

func api() *model.API {
	return &model.API{
		Pages: []*model.Page{{
			Source:      model.Source{File: "v1.0/api/a.md"},
			Requests:    []model.Request{{Method: "GET", Path: "/a"}, {Method: "GET", Path: "/b"}},
			Permissions: []model.Permission{{Type: model.Application, Scopes: []string{"A.Read"}, Supported: true}},
			RequestBody: model.RequestBody{Kind: model.BodyNone},
			Responses:   []model.Response{{Status: 404, Type: "x"}, {Status: 200, Type: "microsoft.graph.a"}},
		}},
		Resources: []*model.Resource{{
			Source:     model.Source{File: "v1.0/resources/a.md"},
			Properties: []model.Property{{Name: "n", Type: "Edm.String"}},
		}},
	}
}

func TestApply(t *testing.T) {
	const page, resource = "v1.0/api/a.md", "v1.0/resources/a.md"
	tests := []struct {
		name  string
		o     config.Override
		want  string // in the JSON of the API afterwards
		found string // the code of the finding
	}{
		{"path", config.Override{Source: page, Section: "http-request", Operation: "GET /a", Path: "/c/"}, `"path":"/c"`, ""},
		{"method", config.Override{Source: page, Section: "http-request", Operation: "GET /a", Method: "post"}, `"method":"POST","path":"/a"`, ""},
		{"which request", config.Override{Source: page, Section: "http-request", Path: "/c"}, `"/a"`, "override-invalid"},
		{"drop one", config.Override{Source: page, Section: "http-request", Operation: "GET /a", Drop: true}, `"requests":[{"method":"GET","path":"/b"`, ""},
		{"drop all", config.Override{Source: page, Section: "http-request", Drop: true}, `"requests":[]`, ""},
		{"scopes", config.Override{Source: page, Section: "permissions", Permissions: map[string][]string{"delegatedWork": {"B"}}}, `"type":"delegatedWork","scopes":["B"]`, ""},
		{"same scopes", config.Override{Source: page, Section: "permissions", Permissions: map[string][]string{"application": {"A.Read"}}}, `"A.Read"`, "override-unused"},
		{"scopes together", config.Override{Source: page, Section: "permissions", Permissions: map[string][]string{"application": {"A.Read+B", "C+B"}}},
			`"scopes":["A.Read","B","C"],"allOf":[["A.Read","C"],["B"]]`, ""},
		{"no account", config.Override{Source: page, Section: "permissions", Permissions: map[string][]string{"robot": {"A"}}}, "", "override-invalid"},
		{"body", config.Override{Source: page, Section: "request-body", Type: "Collection(microsoft.graph.b)"}, `"kind":"json","type":"microsoft.graph.b","collection":true`, ""},
		{"response", config.Override{Source: page, Section: "response", Type: "microsoft.graph.b"}, `"status":200,"type":"microsoft.graph.b"`, ""},
		{"same response", config.Override{Source: page, Section: "response", Type: "microsoft.graph.a"}, "", "override-unused"},
		{"property", config.Override{Source: resource, Section: "properties", Property: "n", Type: "Edm.Int32"}, `"name":"n","type":"Edm.Int32"`, ""},
		{"no property", config.Override{Source: resource, Section: "properties", Property: "m", Type: "Edm.Int32"}, "", "override-invalid"},
		{"drop property", config.Override{Source: resource, Section: "properties", Property: "n", Drop: true}, "", ""},
		{"no page", config.Override{Source: "v1.0/api/b.md", Section: "response", Type: "x"}, "", "override-invalid"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := api()
			found := Apply(a, []config.Override{tt.o})
			code := ""
			for _, d := range found {
				code += d.Code
			}
			if code != tt.found {
				t.Errorf("found %q, want %q: %v", code, tt.found, found)
			}
			data, err := json.Marshal(map[string]any{"pages": a.Pages, "resources": a.Resources})
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(data), tt.want) {
				t.Errorf("got %s, want %s in it", data, tt.want)
			}
			if tt.found != "" {
				return
			}
			if again := Apply(a, []config.Override{tt.o}); len(again) == 0 {
				t.Error("the override changes something the second time")
			}
		})
	}
}
