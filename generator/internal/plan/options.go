package plan

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/model"
)

// odata are the OData query options in the order in which they appear in an
// options struct.
var odata = []struct {
	wire string
	name string
	typ  ir.Type
	doc  string
}{
	{"$select", "Select", ir.Type{Name: "string", Slice: true}, "Select names the properties to return."},
	{"$expand", "Expand", ir.Type{Name: "string", Slice: true}, "Expand names the relationships to return with the items."},
	{"$filter", "Filter", ir.Type{Name: "string"}, "Filter is an OData filter expression."},
	{"$search", "Search", ir.Type{Name: "string"}, "Search is a search expression."},
	{"$orderby", "OrderBy", ir.Type{Name: "string", Slice: true}, "OrderBy names the properties to sort by."},
	{"$top", "Top", ir.Type{Name: "int"}, "Top is the page size."},
	{"$skip", "Skip", ir.Type{Name: "int"}, "Skip is the number of items to leave out."},
	{"$count", "Count", ir.Type{Name: "bool"}, "Count asks for the total number of items."},
	{"$format", "Format", ir.Type{Name: "string"}, "Format is the media type of the answer."},
	{"$skiptoken", "SkipToken", ir.Type{Name: "string"}, "SkipToken continues a list."},
	{"$deltatoken", "DeltaToken", ir.Type{Name: "string"}, "DeltaToken continues a delta query."},
}

// notOptions are the headers that the runtime sets, or that can't be set.
const notOptions = " authorization accept content-type content-length host user-agent transfer-encoding connection "

// options plans the options struct; nil where the pages document no option.
func (m *methodPlanner) options() *ir.Options {
	o := &optionsPlanner{methodPlanner: m, taken: map[string]bool{}}
	o.query()
	o.headers()
	if len(o.fields) == 0 {
		return nil
	}
	typ := strings.TrimSuffix(m.service.Type, "Service") + m.name.Method + "Options"
	return &ir.Options{
		Type:   typ,
		Doc:    comment(typ+" are the documented options of "+m.service.Type+"."+m.name.Method+".", docWidth),
		Fields: o.fields,
	}
}

type optionsPlanner struct {
	*methodPlanner
	fields []ir.OptionField
	taken  map[string]bool // Go names and wire names
}

// query plans the documented query parameters: OData options first and in a
// fixed order, then the others as the pages list them.
func (o *optionsPlanner) query() {
	for _, known := range odata {
		i := slices.IndexFunc(o.op.QueryParameters, func(p model.Parameter) bool { return strings.EqualFold(p.Name, known.wire) })
		if i >= 0 || o.promised(known.wire) {
			o.add(ir.OptionField{Name: known.name, Type: known.typ, Key: "query", Wire: known.wire}, known.doc)
		}
	}
	for _, p := range o.op.QueryParameters {
		name := strings.TrimSpace(p.Name)
		if isOData(name) || !isToken(strings.TrimPrefix(name, "$")) {
			continue
		}
		doc := p.Description
		if p.Required {
			doc = required(doc)
		}
		o.add(ir.OptionField{Name: o.Rules.Exported(name), Type: queryType(p.Type, p.Collection), Key: "query", Wire: name}, doc)
	}
}

// promised reports whether an OData option is one of those that a page promises
// without naming them: those of collections, or of one object.
func (o *optionsPlanner) promised(wire string) bool {
	switch wire {
	case "$select", "$expand":
		return o.op.ODataQuery
	case "$filter", "$search", "$orderby", "$top", "$skip", "$count":
		return o.op.ODataQuery && o.op.Method == "GET" && (o.name.List || o.isDelta())
	}
	return false
}

func isOData(name string) bool {
	for _, known := range odata {
		if strings.EqualFold(name, known.wire) {
			return true
		}
	}
	return false
}

// headers plans the documented headers that are the caller's to set.
func (o *optionsPlanner) headers() {
	prefer := o.preferences()
	for _, h := range o.op.Headers {
		name := strings.TrimSpace(h.Name)
		if !isToken(name) || strings.Contains(notOptions, " "+strings.ToLower(name)+" ") {
			continue
		}
		f := ir.OptionField{Name: o.Rules.Exported(name), Type: ir.Type{Name: "string"}, Key: "header", Wire: name}
		f.Type.Slice = strings.EqualFold(name, "Prefer")
		o.add(f, o.headerDoc(name, h.Description, prefer))
	}
}

// headerDoc is the comment of a header; that of the page, unless the client
// takes part in it.
func (o *optionsPlanner) headerDoc(name, text string, prefer []string) string {
	switch name = strings.ToLower(name); {
	case name == "prefer" && len(prefer) > 0:
		return "Prefer are the preferences to send; documented: " + strings.Join(prefer, ", ") + "."
	case name == "prefer":
		return "Prefer are the preferences to send."
	case name == "consistencylevel" && o.eventual() && strings.HasSuffix(o.op.Path, "/$count"):
		return `ConsistencyLevel is "eventual" where it is empty: the client sees to it.`
	case name == "consistencylevel" && o.eventual():
		return `ConsistencyLevel is set to "eventual" by the client when Search or Count is used.`
	case name == "range":
		return strings.TrimSpace(text + " WithRange sends it too.")
	}
	return text
}

// preferences returns the documented values of the Prefer header.
func (o *optionsPlanner) preferences() []string {
	var out []string
	for _, h := range o.op.Headers {
		value := strings.TrimSpace(h.Value)
		if strings.EqualFold(h.Name, "Prefer") && value != "" && !slices.Contains(out, value) {
			out = append(out, value)
		}
	}
	return out
}

func (o *optionsPlanner) add(f ir.OptionField, doc string) {
	wire := f.Key + " " + strings.ToLower(f.Wire)
	if o.taken[wire] {
		return
	}
	for o.taken[f.Name] {
		f.Name += "Value"
	}
	o.taken[wire], o.taken[f.Name] = true, true
	f.Doc = comment(doc, fieldWidth)
	o.fields = append(o.fields, f)
}

// isToken reports whether a name can stand in a query or a header as it is.
func isToken(name string) bool {
	for i := range len(name) {
		c := name[i]
		if !isPathByte(c) || strings.IndexByte("/:;=&,'()+", c) >= 0 {
			return false
		}
	}
	return name != ""
}

// eventual reports whether $search and $count of the operation need the
// header that its pages document.
func (m *methodPlanner) eventual() bool {
	documented := slices.ContainsFunc(m.op.Headers, func(h model.Header) bool {
		return strings.EqualFold(h.Name, "ConsistencyLevel")
	})
	return documented && (strings.HasSuffix(m.op.Path, "/$count") || m.op.ODataQuery ||
		slices.ContainsFunc(m.op.QueryParameters, func(p model.Parameter) bool {
			return strings.EqualFold(p.Name, "$search") || strings.EqualFold(p.Name, "$count")
		}))
}
