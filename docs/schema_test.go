package docs_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/config"
	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/parser/model"
)

func compile(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(filepath.Join("schema", name))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestExtractSchema validates what extract writes of the built-in pages and,
// where it is present, of the corpus.
func TestExtractSchema(t *testing.T) {
	t.Run("built in", func(t *testing.T) { validateFacts(t, "") })
	for _, name := range []string{"en-2021-07.zip", "en-2026-sample.zip", "ja-2019-09-v1.0.zip"} {
		t.Run(name, func(t *testing.T) { validateFacts(t, corpus.Path(t, name)) })
	}
}

func validateFacts(t *testing.T, docs string) {
	var s build.Session
	defer s.Close()
	d, err := s.Load(context.Background(), docs)
	if err != nil {
		t.Fatal(err)
	}
	operations, resources := compile(t, "operation.schema.json"), compile(t, "resource.schema.json")
	for _, p := range d.API.Pages {
		validate(t, operations, p.Source.File, p.AppendJSON(nil))
	}
	for _, r := range d.API.Resources {
		validate(t, resources, r.Source.File, r.AppendJSON(nil))
	}
	if len(d.API.Pages) == 0 {
		t.Error("no pages")
	}
}

func validate(t *testing.T, s *jsonschema.Schema, name string, data []byte) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err == nil {
		err = s.Validate(v)
	}
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// TestSchemaKeys wants every key of the Go types in the schemas, and no other.
func TestSchemaKeys(t *testing.T) {
	tests := []struct {
		schema, at, tag string
		value           any
	}{
		{"operation.schema.json", "", "json", model.Page{}},
		{"operation.schema.json", "requests/items", "json", model.Request{}},
		{"operation.schema.json", "requests/items/permissions/items", "json", model.Permission{}},
		{"operation.schema.json", "permissions/items", "json", model.Permission{}},
		{"operation.schema.json", "requestHeaders/items", "json", model.Header{}},
		{"operation.schema.json", "queryParameters/items", "json", model.Parameter{}},
		{"operation.schema.json", "pathParameters/items", "json", model.Parameter{}},
		{"operation.schema.json", "functionParameters/items", "json", model.Parameter{}},
		{"operation.schema.json", "requestBody", "json", model.RequestBody{}},
		{"operation.schema.json", "requestBody/properties/items", "json", model.Property{}},
		{"operation.schema.json", "responses/items", "json", model.Response{}},
		{"operation.schema.json", "examples/items", "json", model.Example{}},
		{"operation.schema.json", "examples/items/request", "json", model.ExampleRequest{}},
		{"operation.schema.json", "examples/items/response", "json", model.ExampleResponse{}},
		{"resource.schema.json", "", "json", model.Resource{}},
		{"resource.schema.json", "properties/items", "json", model.Property{}},
		{"resource.schema.json", "relationships/items", "json", model.Property{}},
		{"resource.schema.json", "members/items", "json", model.Member{}},
		{"graphgen.schema.json", "", "yaml", config.Config{}},
		{"graphgen.schema.json", "packages/items", "yaml", config.Package{}},
		{"graphgen.schema.json", "overrides/items", "yaml", config.Override{}},
	}
	for _, tt := range tests {
		t.Run(tt.schema+"/"+tt.at, func(t *testing.T) {
			s := at(t, compile(t, tt.schema), tt.at)
			want := keys(reflect.TypeOf(tt.value), tt.tag)
			got := slices.Sorted(maps.Keys(s.Properties))
			if !slices.Equal(got, slices.Sorted(maps.Keys(want))) {
				t.Errorf("schema has %v, the type has %v", got, want)
			}
			for _, key := range s.Required {
				if tt.tag == "json" && want[key] {
					t.Errorf("%s is required and may be left out", key)
				}
			}
		})
	}
}

// at follows a path of property names and "items".
func at(t *testing.T, s *jsonschema.Schema, path string) *jsonschema.Schema {
	t.Helper()
	for step := range strings.FieldsFuncSeq(path, func(r rune) bool { return r == '/' }) {
		if s = through(s); step == "items" {
			s = s.Items2020
		} else {
			s = s.Properties[step]
		}
		if s == nil {
			t.Fatalf("no %s in %s", step, path)
		}
	}
	return through(s)
}

func through(s *jsonschema.Schema) *jsonschema.Schema {
	for s.Ref != nil && len(s.Properties) == 0 {
		s = s.Ref
	}
	return s
}

// keys returns the keys of a struct and whether they may be left out.
func keys(t reflect.Type, tag string) map[string]bool {
	out := map[string]bool{}
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get(tag), ",")
		if name != "-" {
			out[name] = options == "omitempty"
		}
	}
	return out
}

// TestConfigSchema wants the schema and the reader to agree about every
// configuration in the tests of the command line.
func TestConfigSchema(t *testing.T) {
	s := compile(t, "graphgen.schema.json")
	files, err := filepath.Glob("../internal/cli/testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	good, bad := 0, 0
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if filepath.Ext(f.Name) != ".yaml" {
				continue
			}
			_, read := config.Parse(f.Name, f.Data)
			valid := validateYAML(s, f.Data)
			if (read == nil) != (valid == nil) && !beyondSchema(read) {
				t.Errorf("%s: %s: the reader says %v, the schema %v", file, f.Name, read, valid)
			}
			if read == nil {
				good++
			} else {
				bad++
			}
		}
	}
	if good < 3 || bad < 3 {
		t.Errorf("%d right and %d wrong configurations", good, bad)
	}
}

// beyondSchema reports whether no schema can say what is wrong.
func beyondSchema(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "is used by two packages") || strings.Contains(err.Error(), "a second document"))
}

func validateYAML(s *jsonschema.Schema, data []byte) error {
	var v any
	if err := yaml.Unmarshal(data, &v); err != nil {
		return fmt.Errorf("yaml: %w", err)
	}
	return s.Validate(v)
}
