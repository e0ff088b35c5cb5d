package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/source"
)

// shape is a JSON representation: a fence, and the annotation above it.
type shape struct {
	note   *loosejson.Value // nil where the fence has none
	root   *loosejson.Value // nil where no fence follows, or it holds no object
	offset int
	// cut is true where the fence leaves properties out or could not be read
	// to its end.
	cut bool
}

// shapeKey is a property of a JSON representation.
type shapeKey struct {
	name   string
	offset int
	shapeType
}

// shapeType is what the value of a key tells of the type.
type shapeType struct {
	name       string // empty: nothing
	collection bool
	// sure is false for a sample value, which may stand for other types too.
	sure bool
	// literal is true for a sample value that no string is: true, or 0.5.
	literal bool
	values  []string
}

// readShapes collects the JSON representations of the page.
func (r *resourceReader) readShapes() {
	blocks := r.doc.Blocks
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == markdown.Annotation && b.Note.Get("blockType").Text() == "resource" {
			r.addShape(b.Note, b.Offset, blocks[i+1:])
		}
	}
	if len(r.shapes) > 0 {
		return
	}
	if p := r.firstPart(partShape); p != nil {
		r.addShape(nil, p.offset, p.blocks)
	}
}

// addShape adds the shape whose fence is the next one of blocks.
func (r *resourceReader) addShape(note *loosejson.Value, offset int, blocks []markdown.Block) {
	s := shape{note: note, offset: offset}
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == markdown.Annotation || b.Kind == markdown.Heading {
			break
		}
		if b.Kind == markdown.Fence {
			s.offset = b.Offset
			r.readShape(&s, b)
			break
		}
	}
	if s.root == nil && note != nil {
		r.add(offset, source.Warning, "resource-json-missing", "no JSON object follows the annotation of the resource")
	}
	if s.root != nil || note != nil {
		r.shapes = append(r.shapes, s)
	}
}

func (r *resourceReader) readShape(s *shape, b *markdown.Block) {
	text := strings.TrimSpace(b.Text)
	if text == "" || text[0] != '{' && text[0] != '[' {
		return
	}
	root, faults := r.env.json.Read(b.Text)
	for _, f := range faults {
		r.add(b.Offset+f.Offset, source.Warning, "resource-json", "JSON representation is not valid JSON: %s", f.Message)
		s.cut = s.cut || f.Message == "ellipsis" || f.Message == "unexpected end"
	}
	for root != nil && root.Kind == loosejson.Array && len(root.Items) > 0 {
		root = root.Items[0]
	}
	if root != nil && root.Kind == loosejson.Object {
		s.root = root
	}
}

// shapeName returns the full name that the annotations tell.
func (r *resourceReader) shapeName() string {
	for i := range r.shapes {
		s := &r.shapes[i]
		for _, v := range [...]*loosejson.Value{s.note.Get("@odata.type"), s.note.Get("@type"), s.root.Get("@odata.type")} {
			if name := r.noteType(v.Text()); name != "" {
				return name
			}
			if v.Text() != "" {
				r.add(s.offset, source.Warning, "resource-name-unreadable", "%q is no name of a type", v.Text())
			}
		}
	}
	return ""
}

// noteType returns the full name of a type that an annotation names, unless
// it is a primitive.
func (r *resourceReader) noteType(s string) string {
	name := strings.TrimRight(r.typeOfNote(s), ".")
	if strings.HasPrefix(name, "Edm.") || !isIdentifier(lastName(name)) {
		return ""
	}
	for part := range strings.SplitSeq(name, ".") {
		if !isIdentifier(part) {
			return ""
		}
	}
	return name
}

// keys returns the properties of the shape, without its annotations.
func (r *resourceReader) keys(s *shape) []shapeKey {
	if s.root == nil {
		return nil
	}
	keys := make([]shapeKey, 0, len(s.root.Fields))
	for i := range s.root.Fields {
		f := &s.root.Fields[i]
		if !isIdentifier(f.Key) {
			continue
		}
		keys = append(keys, shapeKey{name: f.Key, offset: s.offset + f.Offset, shapeType: r.shapeType(f.Value, 0)})
	}
	return keys
}

// shapeType returns what a value tells.
func (r *resourceReader) shapeType(v *loosejson.Value, depth int) shapeType {
	switch v.Kind {
	case loosejson.Bool:
		return shapeType{name: "Edm.Boolean", literal: true}
	case loosejson.Number:
		if strings.ContainsAny(v.Str, ".eE") {
			return shapeType{name: "Edm.Double", literal: true}
		}
		return shapeType{name: "Edm.Int32"}
	case loosejson.String:
		return r.shapeText(v.Str, depth)
	case loosejson.Object:
		note := v.Get("@odata.type").Text()
		if note == "" {
			return shapeType{}
		}
		t := r.shapeText(note, depth)
		if !t.sure {
			t.name = r.noteType(note)
		}
		t.sure = t.name != ""
		return t
	case loosejson.Array:
		if len(v.Items) == 0 || depth > 2 {
			return shapeType{collection: true}
		}
		t := r.shapeType(v.Items[0], depth+1)
		t.collection = true
		return t
	}
	return shapeType{}
}

// hints are the words in parentheses that tell what a string stands for.
var hints = map[string]string{
	"timestamp": "Edm.DateTimeOffset", "datetime": "Edm.DateTimeOffset", "datetimeoffset": "Edm.DateTimeOffset",
	"date": "Edm.Date", "time": "Edm.TimeOfDay", "timeofday": "Edm.TimeOfDay", "time of day": "Edm.TimeOfDay", "timespan": "Edm.Duration",
	"duration": "Edm.Duration", "iso 8601 duration": "Edm.Duration",
	"double": "Edm.Double", "int32": "Edm.Int32", "int64": "Edm.Int64", "boolean": "Edm.Boolean", "binary": "Edm.Binary", "guid": "Edm.Guid", "stream": "Edm.Stream",
}

// shapeText reads a string such as "String (timestamp)", "microsoft.graph.x"
// or "Collection(Edm.String)".
func (r *resourceReader) shapeText(s string, depth int) shapeType {
	s = strings.TrimPrefix(strings.TrimSpace(s), "#")
	if len(s) > 300 || depth > 3 {
		return shapeType{name: "Edm.String"}
	}
	if head, rest, ok := strings.Cut(s, " ("); ok && strings.EqualFold(head, "string") {
		hint, _, _ := strings.Cut(rest, ")")
		if t, ok := hints[strings.ToLower(strings.TrimSpace(hint))]; ok {
			return shapeType{name: t, sure: true}
		}
		return shapeType{name: "Edm.String"}
	}
	if len(s) > len("collection(") && strings.EqualFold(s[:len("collection(")], "collection(") {
		t := r.shapeText(strings.TrimSuffix(s[len("collection("):], ")"), depth+1)
		t.collection = true
		return t
	}
	if head, ok := strings.CutSuffix(s, " collection"); ok {
		t := r.shapeText(head, depth+1)
		t.collection = true
		return t
	}
	if strings.HasPrefix(s, "microsoft.graph.") || strings.HasPrefix(s, "graph.") {
		if name := r.noteType(s); name != "" {
			return shapeType{name: name, sure: true}
		}
	}
	if strings.EqualFold(s, "json") {
		return shapeType{name: jsonType}
	}
	if t, ok := r.loc.Type(s); ok {
		return shapeType{name: t, sure: t != "Edm.String" && t != "Edm.Untyped"}
	}
	return shapeType{name: "Edm.String", values: barredValues(s)}
}

// barredValues reads "low | medium | high".
func barredValues(s string) []string {
	if strings.IndexByte(s, '|') < 0 {
		return nil
	}
	var values []string
	for item := range strings.SplitSeq(s, "|") {
		item = strings.TrimSpace(item)
		switch {
		case strings.EqualFold(item, "string"):
		case !isIdentifier(item):
			return nil
		default:
			values = append(values, item)
		}
	}
	return distinct(values)
}
