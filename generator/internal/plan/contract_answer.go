package plan

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/model"
)

// setAnswer takes the response, or makes an empty one where none is shown.
func setAnswer(test *ir.Test, e *model.Example) string {
	m, r := test.Method, e.Response
	test.Status, test.Answer = r.Status, strings.TrimSpace(r.Body)
	if r.Status == 0 {
		test.Status = 200
		if len(m.Statuses) > 0 {
			test.Status = m.Statuses[0]
		}
	}
	test.Location = header(r.Headers, "Location")
	if test.Status/100 == 3 && !slices.Contains(m.Statuses, test.Status) {
		return "the status " + strconv.Itoa(test.Status) + " is not among the documented ones"
	}
	switch {
	case test.Status >= 400 || m.Kind == ir.Download || m.Kind == ir.Do || m.Kind == ir.Start:
	case test.Answer != "":
		return mendAnswer(test)
	case test.Status != 204 && test.Status != 202:
		test.Answer = emptyAnswer(m)
	}
	return ""
}

// mendAnswer puts the JSON of a response right, or says why its body is none
// of the method's.
func mendAnswer(test *ir.Test) string {
	m := test.Method
	mended, ok := loosejson.Mend([]byte(test.Answer))
	if !ok {
		if m.Kind == ir.Value && m.Result.Name == "string" {
			return "" // bare text is one
		}
		return "the body of the response is no JSON"
	}
	var page struct {
		Value []json.RawMessage `json:"value"`
	}
	switch {
	case (m.Kind == ir.List || m.Kind == ir.Delta) && json.Unmarshal(mended, &page) != nil:
		return "the response holds no collection, but one is documented"
	case m.Kind == ir.Value && !holdsValue(mended, m.Result):
		return "the value of the response is not of the documented type"
	}
	test.Answer = string(mended)
	return ""
}

// holdsValue reports whether the value in an answer may be one of type t.
func holdsValue(answer []byte, t ir.Type) bool {
	var box struct {
		Value json.RawMessage `json:"value"`
	}
	value := answer
	if json.Unmarshal(answer, &box) == nil && box.Value != nil {
		value = box.Value
	}
	if string(value) == "null" {
		return true
	}
	var first byte
	if len(value) > 0 {
		first = value[0]
	}
	switch {
	case t.Slice && t.Name != "byte":
		return first == '['
	case t.Name == "bool":
		return first == 't' || first == 'f'
	case t.Name == "string":
		return first == '"'
	case strings.HasPrefix(t.Name, "int") || strings.HasPrefix(t.Name, "float"):
		return first == '-' || '0' <= first && first <= '9'
	}
	return true
}

// emptyAnswer is a body for a response that the page shows without one.
func emptyAnswer(m *ir.Method) string {
	switch {
	case m.Kind != ir.Value:
		return "{}"
	case m.Result.Slice:
		return `{"value":[]}`
	}
	return `{"value":null}`
}
