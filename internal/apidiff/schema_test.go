package apidiff

import (
	"bytes"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

var schema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	return jsonschema.NewCompiler().Compile("../../docs/schema/diff.schema.json")
})

// followsSchema wants the JSON form of a report to be valid, and to have no key
// that the schema does not describe.
func followsSchema(t *testing.T, r *Report) {
	t.Helper()
	s, err := schema()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(&b)
	if err == nil {
		err = s.Validate(v)
	}
	if err != nil {
		t.Fatal(err)
	}
	report := v.(map[string]any)
	described(t, s, report)
	for _, c := range report["changes"].([]any) {
		described(t, s.Properties["changes"].Items2020.Ref, c.(map[string]any))
	}
}

func described(t *testing.T, s *jsonschema.Schema, v map[string]any) {
	t.Helper()
	for key := range v {
		if s.Properties[key] == nil {
			t.Errorf("the schema does not describe %q", key)
		}
	}
}
