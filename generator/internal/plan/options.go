package plan

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/lookup"
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

// isRuntimeHeader reports whether the runtime sets a header, or it can't be set.
func isRuntimeHeader(name string) bool {
	for _, header := range [...]string{
		"authorization", "accept", "content-type", "content-length", "host", "user-agent", "transfer-encoding", "connection",
	} {
		if strings.EqualFold(header, name) {
			return true
		}
	}
	return false
}

// options plans the options struct; nil where the pages document no option.
func (m *methodPlanner) options() *ir.Options {
	o := &optionsPlanner{methodPlanner: m}
	o.parameters()
	o.query()
	o.headers()
	if len(o.fields) == 0 {
		return nil
	}
	typ := m.stem + "Options"
	return &ir.Options{
		Type:   typ,
		Doc:    comment(typ+" are the documented options of "+m.service.Type+"."+m.name.Method+".", docWidth),
		Fields: o.fields,
	}
}

type optionsPlanner struct {
	*methodPlanner
	fields []ir.OptionField
	wires  lookup.Index[string] // of fields, by key and wire name in lower case
	names  lookup.Index[string]
}

// parameters plans the parameters of a function whose path leaves them out.
func (o *optionsPlanner) parameters() {
	if o.isDelta() {
		return // its token is the runtime's
	}
	for _, page := range o.op.Pages {
		for _, p := range page.LeftOut(o.op.Method, o.op.Path) {
			if !isToken(p.Name) {
				continue
			}
			o.add(ir.OptionField{Name: o.Rules.Exported(p.Name), Type: parameterType(p.Type, p.Collection), Key: "function", Wire: p.Name}, parameterDoc(&p))
		}
	}
}

// query plans the documented query parameters: OData options first and in a
// fixed order, then the others as the pages list them.
func (o *optionsPlanner) query() {
	if len(o.op.QueryParameters) == 0 && !o.op.ODataQuery {
		return
	}
	for i := range odata {
		if known := &odata[i]; o.promised(known.wire) || o.documents(known.wire) {
			o.add(ir.OptionField{Name: known.name, Type: known.typ, Key: "query", Wire: known.wire}, known.doc)
		}
	}
	for i := range o.op.QueryParameters {
		p := &o.op.QueryParameters[i]
		name := strings.TrimSpace(p.Name)
		if isOData(name) || !isToken(strings.TrimPrefix(name, "$")) {
			continue
		}
		o.add(ir.OptionField{Name: o.Rules.Exported(name), Type: queryType(p.Type, p.Collection), Key: "query", Wire: name}, parameterDoc(p))
	}
}

// parameterDoc is the comment of a parameter.
func parameterDoc(p *model.Parameter) string {
	if p.Required {
		return required(p.Description)
	}
	return p.Description
}

// documents reports whether the pages list a query parameter.
func (m *methodPlanner) documents(wire string) bool {
	for i := range m.op.QueryParameters {
		if strings.EqualFold(m.op.QueryParameters[i].Name, wire) {
			return true
		}
	}
	return false
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
	for i := range odata {
		if strings.EqualFold(name, odata[i].wire) {
			return true
		}
	}
	return false
}

// headers plans the documented headers that are the caller's to set.
func (o *optionsPlanner) headers() {
	prefer := o.preferences()
	for i := range o.op.Headers {
		h := &o.op.Headers[i]
		name := strings.TrimSpace(h.Name)
		if !isToken(name) || isRuntimeHeader(name) {
			continue
		}
		f := ir.OptionField{Name: o.Rules.Exported(name), Type: ir.Type{Name: "string"}, Key: "header", Wire: name}
		if f.Type.Slice = strings.EqualFold(name, "Prefer"); f.Type.Slice && o.has(&f) {
			continue // the first tells of all
		}
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
	var values lookup.Index[string]
	for i := range o.op.Headers {
		h := &o.op.Headers[i]
		if !strings.EqualFold(h.Name, "Prefer") {
			continue
		}
		if value := strings.TrimSpace(h.Value); value != "" && values.Find(value, len(out), func(i int) string { return out[i] }) < 0 {
			out = append(out, value)
		}
	}
	return out
}

// add takes an option under a name that no other has; one of the same key and
// wire name is there already.
func (o *optionsPlanner) add(f ir.OptionField, doc string) {
	if o.has(&f) {
		return
	}
	for o.names.Find(f.Name, len(o.fields), func(i int) string { return o.fields[i].Name }) >= 0 {
		f.Name += "Value"
	}
	if !saysNothing(doc) {
		f.Doc = comment(doc, fieldWidth)
	}
	o.fields = append(o.fields, f)
}

// has reports whether an option of the key and wire name of f is there.
func (o *optionsPlanner) has(f *ir.OptionField) bool {
	if len(o.fields) <= lookup.Few {
		return slices.ContainsFunc(o.fields, func(had ir.OptionField) bool { return had.Key == f.Key && strings.EqualFold(had.Wire, f.Wire) })
	}
	wire := func(f *ir.OptionField) string { return f.Key + " " + strings.ToLower(f.Wire) }
	return o.wires.Find(wire(f), len(o.fields), func(i int) string { return wire(&o.fields[i]) }) >= 0
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
	for i := range m.op.Headers {
		if strings.EqualFold(m.op.Headers[i].Name, "ConsistencyLevel") {
			return m.op.ODataQuery || strings.HasSuffix(m.op.Path, "/$count") || m.documents("$search") || m.documents("$count")
		}
	}
	return false
}
