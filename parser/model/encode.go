package model

import (
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/graphgen/graphgen/parser/source"
)

// MarshalJSON writes the public form of an operation page, as AppendJSON does.
func (p *Page) MarshalJSON() ([]byte, error) { return p.AppendJSON(nil), nil }

// MarshalJSON writes the public form of a resource, as AppendJSON does.
func (r *Resource) MarshalJSON() ([]byte, error) { return r.AppendJSON(nil), nil }

// AppendJSON appends p as one JSON object without line breaks. It writes what
// the struct tags say, but empty lists as [] and HTML signs as they are. It
// reflects on nothing, since extracting all pages is mostly writing.
func (p *Page) AppendJSON(b []byte) []byte {
	o := object{b: b}
	o.open()
	o.integer("schema", int64(p.Schema))
	o.source(p.Source)
	o.text("title", p.Title)
	o.text("description", p.Description)
	o.text("namespace", p.Namespace)
	o.text("version", p.Version)
	o.optional("deprecated", p.Deprecated)
	list(&o, "requests", p.Requests, Request.encode)
	list(&o, "permissions", p.Permissions, Permission.encode)
	o.text("permissionOrder", p.PermissionOrder)
	list(&o, "requestHeaders", p.RequestHeaders, Header.encode)
	list(&o, "queryParameters", p.QueryParameters, Parameter.encode)
	o.flag("odataQuery", p.ODataQuery)
	optionalList(&o, "pathParameters", p.PathParameters, Parameter.encode)
	optionalList(&o, "functionParameters", p.FunctionParameters, Parameter.encode)
	o.key("requestBody")
	p.RequestBody.encode(&o)
	list(&o, "responses", p.Responses, Response.encode)
	list(&o, "examples", p.Examples, Example.encode)
	o.close()
	return o.b
}

// AppendJSON appends r as one JSON object without line breaks.
func (r *Resource) AppendJSON(b []byte) []byte {
	o := object{b: b}
	o.open()
	o.integer("schema", int64(r.Schema))
	o.source(r.Source)
	o.text("title", r.Title)
	o.text("description", r.Description)
	o.text("name", r.Name)
	o.text("namespace", r.Namespace)
	o.text("version", r.Version)
	o.text("kind", r.Kind)
	o.optional("baseType", r.BaseType)
	o.flag("abstract", r.Abstract)
	o.flag("openType", r.OpenType)
	o.optional("keyProperty", r.KeyProperty)
	o.optional("deprecated", r.Deprecated)
	optionalList(&o, "properties", r.Properties, Property.encode)
	optionalList(&o, "relationships", r.Relationships, Property.encode)
	optionalList(&o, "members", r.Members, Member.encode)
	o.flag("flags", r.Flags)
	o.pos(r.Pos)
	o.close()
	return o.b
}

func (r Request) encode(o *object) {
	o.open()
	o.text("method", r.Method)
	o.text("path", r.Path)
	optionalList(o, "permissions", r.Permissions, Permission.encode)
	o.pos(r.Pos)
	o.close()
}

func (p Permission) encode(o *object) {
	o.open()
	o.text("type", p.Type)
	o.texts("scopes", p.Scopes)
	if len(p.AllOf) > 0 {
		o.textLists("allOf", p.AllOf)
	}
	if len(p.Least) > 0 {
		o.texts("leastPrivileged", p.Least)
	}
	o.boolean("supported", p.Supported)
	o.flag("unreadable", p.Unreadable)
	o.text("context", p.Context)
	o.pos(p.Pos)
	o.close()
}

func (h Header) encode(o *object) {
	o.open()
	o.text("name", h.Name)
	o.text("value", h.Value)
	o.boolean("required", h.Required)
	o.text("description", h.Description)
	o.pos(h.Pos)
	o.close()
}

func (p Parameter) encode(o *object) {
	o.open()
	o.text("name", p.Name)
	o.text("type", p.Type)
	o.flag("collection", p.Collection)
	o.flag("required", p.Required)
	o.text("description", p.Description)
	o.pos(p.Pos)
	o.close()
}

func (r RequestBody) encode(o *object) {
	o.open()
	o.text("kind", r.Kind)
	o.optional("type", r.Type)
	o.flag("collection", r.Collection)
	o.flag("implied", r.Implied)
	optionalList(o, "properties", r.Properties, Property.encode)
	o.pos(r.Pos)
	o.close()
}

func (r Response) encode(o *object) {
	o.open()
	o.integer("status", int64(r.Status))
	o.optional("type", r.Type)
	o.boolean("collection", r.Collection)
	o.optional("told", r.Told)
	o.pos(r.Pos)
	o.close()
}

func (e Example) encode(o *object) {
	o.open()
	o.text("name", e.Name)
	o.key("request")
	e.Request.encode(o)
	o.key("response")
	e.Response.encode(o)
	o.close()
}

func (r ExampleRequest) encode(o *object) {
	o.open()
	o.optional("method", r.Method)
	o.optional("url", r.URL)
	o.headers(r.Headers)
	o.optional("body", r.Body)
	o.pos(r.Pos)
	o.close()
}

func (r ExampleResponse) encode(o *object) {
	o.open()
	if r.Status != 0 {
		o.integer("status", int64(r.Status))
	}
	o.optional("type", r.Type)
	o.flag("collection", r.Collection)
	o.flag("truncated", r.Truncated)
	o.headers(r.Headers)
	o.optional("body", r.Body)
	o.pos(r.Pos)
	o.close()
}

func (p Property) encode(o *object) {
	o.open()
	o.text("name", p.Name)
	o.text("type", p.Type)
	o.flag("collection", p.Collection)
	o.flag("nullable", p.Nullable)
	o.flag("readOnly", p.ReadOnly)
	o.flag("required", p.Required)
	o.flag("implied", p.Implied)
	if len(p.Values) > 0 {
		o.texts("values", p.Values)
	}
	o.optional("description", p.Description)
	o.pos(p.Pos)
	o.close()
}

func (m Member) encode(o *object) {
	o.open()
	o.text("name", m.Name)
	if m.HasValue {
		o.integer("value", m.Value)
		o.flag("hasValue", true)
	}
	o.optional("description", m.Description)
	o.pos(m.Pos)
	o.close()
}

// object appends the members of JSON objects to b.
type object struct{ b []byte }

func (o *object) open()  { o.b = append(o.b, '{') }
func (o *object) close() { o.b = append(o.b, '}') }

// key appends the comma, where one is due, and the key.
func (o *object) key(k string) {
	if o.b[len(o.b)-1] != '{' {
		o.b = append(o.b, ',')
	}
	o.b = append(append(append(o.b, '"'), k...), '"', ':')
}

func (o *object) text(k, v string) {
	o.key(k)
	o.b = appendString(o.b, v)
}

func (o *object) optional(k, v string) {
	if v != "" {
		o.text(k, v)
	}
}

func (o *object) integer(k string, v int64) {
	o.key(k)
	o.b = strconv.AppendInt(o.b, v, 10)
}

func (o *object) boolean(k string, v bool) {
	o.key(k)
	o.b = strconv.AppendBool(o.b, v)
}

func (o *object) flag(k string, v bool) {
	if v {
		o.boolean(k, v)
	}
}

func (o *object) texts(k string, list []string) {
	o.key(k)
	o.b = appendStrings(o.b, list)
}

func (o *object) textLists(k string, lists [][]string) {
	o.key(k)
	o.b = append(o.b, '[')
	for i, list := range lists {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = appendStrings(o.b, list)
	}
	o.b = append(o.b, ']')
}

func (o *object) headers(h map[string]string) {
	if len(h) == 0 {
		return
	}
	o.key("headers")
	o.open()
	for _, k := range slices.Sorted(maps.Keys(h)) {
		if o.b[len(o.b)-1] != '{' {
			o.b = append(o.b, ',')
		}
		o.b = append(appendString(o.b, k), ':')
		o.b = appendString(o.b, h[k])
	}
	o.close()
}

func (o *object) source(s Source) {
	o.key("source")
	o.open()
	o.text("file", s.File)
	o.text("locale", s.Locale)
	o.close()
}

func (o *object) pos(p source.Pos) {
	o.key("pos")
	if plain(p.File) {
		o.b, _ = p.AppendText(append(o.b, '"'))
		o.b = append(o.b, '"')
		return
	}
	o.b = appendString(o.b, p.String())
}

func list[T any](o *object, k string, items []T, encode func(T, *object)) {
	o.key(k)
	o.b = append(o.b, '[')
	for i, v := range items {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		encode(v, o)
	}
	o.b = append(o.b, ']')
}

func optionalList[T any](o *object, k string, items []T, encode func(T, *object)) {
	if len(items) > 0 {
		list(o, k, items, encode)
	}
}

// appendStrings appends a list of strings.
func appendStrings(b []byte, list []string) []byte {
	b = append(b, '[')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, s)
	}
	return append(b, ']')
}

// plain reports whether s needs no escaping inside quotes.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 || c == '"' || c == '\\' || c >= 0x7f {
			return false
		}
	}
	return true
}

// appendString appends s quoted as JSON; invalid UTF-8 becomes U+FFFD, and what
// acts where it is printed is escaped.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	if plain(s) {
		return append(append(b, s...), '"')
	}
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 0x20 && c != '"' && c != '\\' && c != 0x7f {
				i++
				continue
			}
			b = appendEscape(append(b, s[start:i]...), c)
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || source.Acts(r) {
			b = append(b, s[start:i]...)
			b = append(b, "\\u"...)
			b = append(b, hex4(r)...)
			start = i + n
		}
		i += n
	}
	return append(append(b, s[start:]...), '"')
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	case '\b':
		return append(b, '\\', 'b')
	case '\f':
		return append(b, '\\', 'f')
	}
	return append(append(b, "\\u"...), hex4(rune(c))...)
}

func hex4(r rune) string {
	const digits = "0123456789abcdef"
	return string([]byte{digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15]})
}
