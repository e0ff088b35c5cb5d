package contract

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// jsonBody decodes the documented body of a request into the type that the
// method takes.
func jsonBody[T any](r *replayed, decode func(data []byte, into any) error) T {
	r.t.Helper()
	var body T
	if err := decode([]byte(r.body), &body); err != nil {
		r.t.Fatalf("decoding the documented body: %v", err)
	}
	return body
}

// jsonDiff says where two JSON texts differ, "" for nowhere. The order of
// properties and the spelling of numbers do not matter.
func jsonDiff(want, got string) string {
	w, err := jsonValue(want)
	if err != nil {
		return "documented: " + err.Error()
	}
	g, err := jsonValue(got)
	if err != nil {
		return "sent: " + err.Error()
	}
	return valueDiff("$", w, g)
}

func jsonValue(text string) (any, error) {
	var v any
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	err := dec.Decode(&v)
	return v, err
}

func valueDiff(path string, want, got any) string {
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			return fmt.Sprintf("%s: %v, want an object", path, got)
		}
		return objectDiff(path, w, g)
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return fmt.Sprintf("%s: %v, want %d elements", path, got, len(w))
		}
		for i := range w {
			if diff := valueDiff(path+"["+strconv.Itoa(i)+"]", w[i], g[i]); diff != "" {
				return diff
			}
		}
		return ""
	case json.Number:
		if g, ok := got.(json.Number); ok && sameNumber(w, g) {
			return ""
		}
	default:
		if want == got {
			return ""
		}
	}
	return fmt.Sprintf("%s: %v, want %v", path, got, want)
}

func objectDiff(path string, want, got map[string]any) string {
	for name, w := range want {
		g, ok := got[name]
		if !ok {
			return path + "." + name + " is missing"
		}
		if diff := valueDiff(path+"."+name, w, g); diff != "" {
			return diff
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			return path + "." + name + " is not documented"
		}
	}
	return ""
}

func sameNumber(a, b json.Number) bool {
	x, err1 := a.Float64()
	y, err2 := b.Float64()
	return a == b || err1 == nil && err2 == nil && x == y
}
