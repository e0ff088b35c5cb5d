package loosejson

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// compact writes v as JSON, which the tests compare.
func compact(v *Value) string {
	if v == nil {
		return "nothing"
	}
	var parts []string
	switch v.Kind {
	case String:
		b, _ := json.Marshal(v.Str)
		return string(b)
	case Array:
		for _, it := range v.Items {
			parts = append(parts, compact(it))
		}
		return "[" + strings.Join(parts, ",") + "]"
	case Object:
		for _, f := range v.Fields {
			k, _ := json.Marshal(f.Key)
			parts = append(parts, string(k)+":"+compact(f.Value))
		}
		return "{" + strings.Join(parts, ",") + "}"
	case Null:
		return "null"
	}
	return v.Str
}

func TestParse(t *testing.T) {
	tests := []struct{ in, want, fault string }{
		{`{"a": [1, -2.5e3, true, null, "x\u00e9\n"], "b": {}}`, `{"a":[1,-2.5e3,true,null,"xé\n"],"b":{}}`, ""},
		{`{"a": 1,}`, `{"a":1}`, "trailing comma"},
		{`[1, 2,]`, `[1,2]`, "trailing comma"},
		{`{"a": 1 "b": 2}`, `{"a":1,"b":2}`, "missing comma"},
		{"{\"a\": 1 // note\n}", `{"a":1}`, "comment"},
		{`{"a": 1 /* note */}`, `{"a":1}`, "comment"},
		{`{"a": ["x", ...]}`, `{"a":["x"]}`, "ellipsis"},
		{`{"a": 1, ...}`, `{"a":1}`, "ellipsis"},
		{`{“a”: “b”}`, `{"a":"b"}`, "smart quotation mark"},
		{`{“a”: “it's”}`, `{"a":"it's"}`, "smart quotation mark"},
		{`{'a': 'say "b"', 'c': [1]}`, `{"a":"say \"b\"","c":[1]}`, "single quotation mark"},
		{"{\"a\": \"x\ty\"}", `{"a":"x\ty"}`, "control character"},
		{`{"a": String}`, `{"a":"String"}`, "no quotes"},
		{`{a: 1}`, `{"a":1}`, "no quotes"},
		{`{"a": 1`, `{"a":1}`, "unexpected end"},
		{`{"a": "x`, `{"a":"x"}`, "unexpected end"},
		{"{\"a\": \"x\n\"b\": 1}", `{"a":"x","b":1}`, "not closed"},
		{`{"a"： 1}`, `{"a":1}`, "full-width colon"},
		{`{"a"}`, `{"a":null}`, "no colon"},
		{`{"a": }`, `{"a":null}`, "missing value"},
		{`{"a": 1} x`, `{"a":1}`, "after the end"},
		{`{"a": 01}`, `{"a":"01"}`, "no quotes"},
		{`[{"a": 1]`, `[{"a":1}]`, "closes an object"},
		{`"\ud83d\ude00"`, `"😀"`, ""},
		{``, `nothing`, "unexpected end"},
	}
	for _, tt := range tests {
		v, faults := Parse(tt.in)
		if got := compact(v); got != tt.want {
			t.Errorf("Parse(%s) = %s, want %s", tt.in, got, tt.want)
		}
		if got := fmt.Sprint(faults); tt.fault == "" && len(faults) > 0 || !strings.Contains(got, tt.fault) {
			t.Errorf("Parse(%s) faults %s, want %q", tt.in, got, tt.fault)
		}
	}
}

func TestGet(t *testing.T) {
	v, _ := Parse(`{"a": "true", "a": true, "b": "x"}`)
	if !v.Get("a").IsTrue() || v.Get("b").Text() != "x" || v.Get("c") != nil || v.Get("c").Get("d") != nil || v.Get("c").IsTrue() {
		t.Error("Get, Text or IsTrue is wrong")
	}
	if f := v.Fields[2]; f.Offset != 25 || f.Value.Offset != 30 {
		t.Errorf("key at %d, value at %d", f.Offset, f.Value.Offset)
	}
}

// FuzzParse holds the reader to its promise: valid JSON gives no fault and
// the same value, anything else gives a fault, and nothing panics.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"a":[1,2,{"b":null}]}`, `[1,]`, `{"a":1 "b"}`, `“x”`, `{a:b}`, "[...]", "1e5", "-0"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, faults := Parse(string(data))
		if json.Valid(data) != (v != nil && len(faults) == 0) && strings.Count(string(data), "[")+strings.Count(string(data), "{") < maxDepth {
			t.Fatalf("Parse(%q) faults %v, json.Valid %v", data, faults, json.Valid(data))
		}
	})
}
