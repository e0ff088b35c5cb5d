package plan

import (
	"cmp"
	"strings"

	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/model"
)

// requestType is the body of an operation that is no resource: the parameters
// of an action.
type requestType struct {
	name       string
	operation  string // "POST /me/sendMail"
	properties []model.Property
	table      *table // of properties; set when types are planned
}

// bodyName is the documented type of an operation's JSON body, going by all
// that its pages tell; empty where they tell none.
func (t *typeSet) bodyName(op *merge.Operation) string {
	full := op.Body.Type
	if full == "" || !isNamed(full) {
		full = cmp.Or(t.commonBody(op), t.guess(op))
	}
	return t.proven(op, full)
}

// body returns the Go type of an operation's JSON body: the resource called
// full, else a struct of the parameters that the page lists.
func (t *typeSet) body(op *merge.Operation, full, name string) ir.Type {
	b := &op.Body
	defined := full != "" && t.find(full) != nil && !t.isEnum(full)
	switch {
	case defined && !b.Collection:
		return ir.Type{Name: t.want(full), Pointer: true}
	case defined:
		return ir.Type{Name: t.want(full), Slice: true}
	case len(b.Properties) > 0 && !b.Collection:
		for t.taken[name] != "" {
			name += "Body"
		}
		t.taken[name] = op.Key
		t.requests = append(t.requests, requestType{name: name, operation: op.Method + " " + httpPath(op.Path), properties: b.Properties})
		return ir.Type{Name: name, Pointer: true}
	case full != "" && isNamed(full):
		return ir.Type{Name: t.want(full), Pointer: !b.Collection, Slice: b.Collection}
	}
	return rawJSON
}

// guess is the type that an operation answers with, where what its body lists
// are properties of that type.
func (t *typeSet) guess(op *merge.Operation) string {
	r, ok := answer(op)
	if !ok || r.Collection || !isNamed(r.Type) || len(op.Body.Properties) == 0 && op.Method == "POST" && !strings.HasSuffix(op.Path, "s") {
		return ""
	}
	res := t.find(r.Type)
	if res == nil || res.Kind == model.KindEnum {
		return ""
	}
	known := t.propertiesOf(res)
	for i := range op.Body.Properties {
		if known[key(op.Body.Properties[i].Name)].tables == 0 {
			return ""
		}
	}
	return res.Name
}

// parameters makes the table of a request, what is required first.
func (t *typeSet) parameters(r *requestType) *table {
	r.table = &table{}
	for _, required := range []bool{true, false} {
		for i := range r.properties {
			if p := &r.properties[i]; p.Required == required && isPropertyName(p.Name) {
				r.table.add(p, t.exported(p.Name), t.valueType(p.Type, p.Collection))
			}
		}
	}
	return r.table
}

// request plans the struct of an action's parameters.
func request(r *requestType) plannedType {
	fields := newFields(r.table)
	return plannedType{found: fields.found, structure: &ir.Struct{
		Name: r.name, Doc: []string{r.name + " is the body of", "", "\t" + r.operation}, Fields: fields.list,
	}}
}
