package plan

import (
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/generator/naming"
)

// escapers are the runtime functions that write an argument into a path.
func escaper(e naming.Escape, goType string) string {
	switch {
	case e == naming.EscapePath:
		return "pathSegments"
	case e == naming.EscapeString:
		return "stringLiteral"
	case e == naming.EscapeLiteral && goType != "string":
		return "literal"
	}
	return "segment"
}

// path returns the path's parts and the method's positional arguments.
func (m *methodPlanner) path() ([]ir.Part, []ir.Arg) {
	parts := make([]ir.Part, 0, len(m.name.Pieces))
	var args []ir.Arg
	for _, piece := range m.name.Pieces {
		if piece.Name == "" {
			parts = append(parts, ir.Part{Text: escapeText(piece.Text)})
			continue
		}
		escape, goType := m.argType(piece.Escape, m.name.Args[len(args)].Doc)
		parts = append(parts, ir.Part{Arg: piece.Name, Func: escaper(escape, goType)})
		args = append(args, ir.Arg{Name: piece.Name, Type: goType})
	}
	return parts, args
}

// argType is the Go type of an argument. Only the parameters of a function
// are anything but strings; one whose type is documented nowhere is written
// as the caller gives it.
func (m *methodPlanner) argType(escape naming.Escape, name string) (naming.Escape, string) {
	if escape != naming.EscapeLiteral {
		return escape, "string"
	}
	for i := range m.op.FunctionParameters {
		p := &m.op.FunctionParameters[i]
		if !strings.EqualFold(p.Name, name) {
			continue
		}
		switch p.Type {
		case "Edm.Int16", "Edm.Int32", "Edm.Int64":
			return escape, "int"
		case "Edm.Boolean":
			return escape, "bool"
		case "Edm.String":
			return naming.EscapeString, "string"
		}
	}
	switch strings.ToLower(name) {
	case "row", "column", "index", "count", "width", "height", "deltarows", "deltacolumns", "rowoffset", "columnoffset":
		return escape, "int"
	}
	return escape, "string"
}

// escapeText escapes what a URL path can't hold from documented fixed text.
func escapeText(text string) string {
	const hex = "0123456789ABCDEF"
	plain := 0
	for plain < len(text) && isPathByte(text[plain]) {
		plain++
	}
	if plain == len(text) {
		return text
	}
	var b strings.Builder
	b.WriteString(text[:plain])
	for i := plain; i < len(text); i++ {
		c := text[i]
		if isPathByte(c) || c == '%' && isEscape(text[i:]) {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

func isPathByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		strings.IndexByte("/-._~!$&'()*+,;=:@", c) >= 0
}

func isEscape(s string) bool {
	return len(s) > 2 && isHex(s[1]) && isHex(s[2])
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
