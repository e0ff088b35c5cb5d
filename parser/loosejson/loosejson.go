// Package loosejson reads JSON as documentation pages write it: with trailing
// and missing commas, comments, ellipses, smart quotes, raw control characters
// and cut ends. Each liberty it takes is reported as a fault, so that valid
// JSON gives none.
//
// It keeps the order of keys and the place of every value, and can write what it
// read as strict JSON. It knows nothing of what the values mean.
package loosejson

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Kind tells the JSON values apart.
type Kind int

// The kinds of value. The zero Kind is invalid.
const (
	Null Kind = iota + 1
	Bool
	Number
	String
	Array
	Object
)

// Value is one JSON value.
type Value struct {
	Kind   Kind
	Str    string  // a String's content, a Number's or Bool's spelling
	Fields []Field // of an Object, in page order, repeats kept
	Items  []*Value
	Offset int // of its first byte
	End    int // behind its last byte
}

// Field is one member of an Object.
type Field struct {
	Key    string
	Offset int // of the key
	Value  *Value
}

// Fault is a departure from JSON that the reader looked past.
type Fault struct {
	Offset  int
	Message string
}

// Get returns the value of the last field called key, or nil.
func (v *Value) Get(key string) *Value {
	if v == nil {
		return nil
	}
	for i := len(v.Fields) - 1; i >= 0; i-- {
		if v.Fields[i].Key == key {
			return v.Fields[i].Value
		}
	}
	for i := len(v.Fields) - 1; i >= 0; i-- {
		if k := v.Fields[i].Key; len(k) >= len(key) && strings.EqualFold(strings.ReplaceAll(k, " ", ""), key) {
			return v.Fields[i].Value
		}
	}
	return nil
}

// Text returns the string held by v; "" for other kinds and nil.
func (v *Value) Text() string {
	if v == nil || v.Kind != String {
		return ""
	}
	return v.Str
}

// IsTrue reports whether v is true or the string "true", as some pages write.
func (v *Value) IsTrue() bool {
	return v != nil && (v.Kind == Bool || v.Kind == String) && strings.EqualFold(v.Str, "true")
}

// maxDepth bounds nesting; deeper values are cut with a fault.
const maxDepth = 200

// Parse reads one value from text, of which the strings of the result are
// parts. It returns nil where not even the start of a value could be read.
// Faults come in page order; without faults text is valid JSON but for repeated
// keys.
func Parse(text string) (*Value, []Fault) { return new(Reader).Read(text) }

func (p *reader) fault(format string, args ...any) {
	if len(p.faults) < 20 {
		p.faults = append(p.faults, Fault{p.i, fmt.Sprintf(format, args...)})
	}
}

// space skips white space and comments.
func (p *reader) space() {
	for p.i < len(p.s) {
		switch c := p.s[p.i]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			p.i++
		case p.starts("//"):
			p.fault("comment")
			p.skipTo("\n")
		case p.starts("/*"):
			p.fault("comment")
			p.skipTo("*/")
		case p.starts("\u00a0"):
			p.fault("no-break space")
			p.i += 2
		case c == '\v' || c == '\f':
			p.fault("control character")
			p.i++
		default:
			return
		}
	}
}

// starts reports whether the text at the reader starts with mark.
func (p *reader) starts(mark string) bool { return strings.HasPrefix(p.s[p.i:], mark) }

func (p *reader) head(n int) string { return p.s[p.i:min(p.i+n, len(p.s))] }

func (p *reader) skipTo(mark string) {
	i := strings.Index(p.s[p.i:], mark)
	if i < 0 {
		p.i = len(p.s)
		return
	}
	p.i += i + len(mark)
}

func (p *reader) value(depth int) *Value {
	p.space()
	if p.i >= len(p.s) {
		p.end()
		return nil
	}
	if depth > maxDepth {
		p.fault("nested more than %d deep", maxDepth)
		p.i, p.failed = len(p.s), true
		return nil
	}
	v := p.newValue()
	switch c := p.s[p.i]; {
	case c == '{':
		v.Kind = Object
		start := len(p.open)
		p.object(start, depth)
		v.Fields = p.closeFields(start)
	case c == '[':
		v.Kind = Array
		p.array(v, depth)
	case p.quote() != "":
		v.Kind, v.Str = String, p.str()
	default:
		if !p.word(v) {
			return nil
		}
	}
	v.End = p.i
	return v
}

func (p *reader) end() {
	if !p.failed {
		p.failed = true
		p.fault("unexpected end")
	}
}

// object reads the members of an object; its open fields begin at start.
func (p *reader) object(start, depth int) {
	p.i++
	for comma := true; ; {
		p.space()
		switch {
		case p.i >= len(p.s):
			p.end()
			return
		case p.s[p.i] == '}':
			if comma && len(p.open) > start {
				p.fault("trailing comma")
			}
			p.i++
			return
		case p.s[p.i] == ',':
			if comma {
				p.fault("unexpected comma")
			}
			comma = true
			p.i++
		case p.ellipsis():
		case p.quote() != "":
			if !comma {
				p.fault("missing comma")
			}
			comma = false
			p.field(depth)
		case p.s[p.i] == ']':
			p.fault("\"]\" closes an object")
			return
		default:
			if !p.bareField(depth) {
				return
			}
			comma = false
		}
	}
}

// wideColon is the colon of Chinese and Japanese, which some pages have.
const wideColon = "："

func (p *reader) field(depth int) {
	f := Field{Offset: p.i}
	f.Key = p.str()
	p.space()
	if p.i < len(p.s) && p.s[p.i] == ':' {
		p.i++
	} else if strings.HasPrefix(p.s[p.i:], wideColon) {
		p.fault("full-width colon after key %q", f.Key)
		p.i += len(wideColon)
	} else {
		p.fault("no colon after key %q", f.Key)
		if p.i >= len(p.s) || p.s[p.i] == ',' || p.s[p.i] == '}' {
			f.Value = &Value{Kind: Null, Offset: p.i, End: p.i}
			p.open = append(p.open, f)
			return
		}
	}
	f.Value = p.memberValue(depth)
	p.open = append(p.open, f)
}

func (p *reader) memberValue(depth int) *Value {
	p.space()
	if p.i < len(p.s) && (p.s[p.i] == ',' || p.s[p.i] == '}') {
		p.fault("missing value")
		return &Value{Kind: Null, Offset: p.i, End: p.i}
	}
	if val := p.value(depth + 1); val != nil {
		return val
	}
	return &Value{Kind: Null, Offset: p.i, End: p.i}
}

// bareField reads a member whose key has no quotes; other text is skipped.
func (p *reader) bareField(depth int) bool {
	start := p.i
	for p.i < len(p.s) && strings.IndexByte(":,{}[]\"\n", p.s[p.i]) < 0 {
		p.i++
	}
	key := strings.TrimSpace(p.s[start:p.i])
	if p.i < len(p.s) && p.s[p.i] == ':' && key != "" {
		p.fault("key %q has no quotes", key)
		p.i++
		f := Field{Key: key, Offset: start, Value: p.memberValue(depth)}
		p.open = append(p.open, f)
		return true
	}
	p.fault("unexpected text %q", clip(p.s[start:p.i]))
	if p.i == start {
		p.i++
	}
	return p.i < len(p.s) || !p.atEnd()
}

func (p *reader) atEnd() bool { p.end(); return true }

func (p *reader) array(v *Value, depth int) {
	p.i++
	for comma := true; ; {
		p.space()
		switch {
		case p.i >= len(p.s):
			p.end()
			return
		case p.s[p.i] == ']':
			if comma && len(v.Items) > 0 {
				p.fault("trailing comma")
			}
			p.i++
			return
		case p.s[p.i] == ',':
			if comma {
				p.fault("unexpected comma")
			}
			comma = true
			p.i++
		case p.ellipsis():
		case p.s[p.i] == '}':
			p.fault("\"}\" closes an array")
			return
		default:
			if !comma {
				p.fault("missing comma")
			}
			comma = false
			start := p.i
			if item := p.value(depth + 1); item != nil {
				v.Items = append(v.Items, item)
			}
			if p.i == start {
				p.i++
			}
		}
	}
}

// ellipsis skips "..." or "…", which pages write for "and so on".
func (p *reader) ellipsis() bool {
	if !p.starts("...") && !p.starts("…") {
		return false
	}
	p.fault("ellipsis")
	p.i += 3
	for p.i < len(p.s) && p.s[p.i] == '.' {
		p.i++
	}
	return true
}

// quote returns the quotation mark at the reader, plain, single or smart, or "".
func (p *reader) quote() string {
	switch {
	case p.starts(`"`):
		return `"`
	case p.starts("'"):
		return "'"
	case p.starts("“"), p.starts("”"), p.starts("„"):
		return p.head(3)
	}
	return ""
}

// str reads a string; it ends at its quote, or at the end of the line where
// the quote is missing.
func (p *reader) str() string {
	open := p.quote()
	switch open {
	case `"`:
	case "'":
		p.fault("single quotation mark")
	default:
		p.fault("smart quotation mark")
	}
	p.i += len(open)
	if open == `"` {
		if s, ok := p.plain(); ok {
			return s
		}
	}
	var b strings.Builder
	for p.i < len(p.s) {
		c := p.s[p.i]
		switch {
		case c == open[0] && len(open) == 1 || c == '"' && open != "'":
			p.i++
			return b.String()
		case len(open) > 1 && len(p.quote()) > 1:
			p.i += 3
			return b.String()
		case c == '\\':
			p.escape(&b)
		case c == '\n' && p.cutLine():
			p.fault("string is not closed")
			return b.String()
		default:
			if c < 0x20 {
				p.fault("control character in a string")
			}
			b.WriteByte(c)
			p.i++
		}
	}
	p.end()
	return b.String()
}

// plain reads the rest of a string that ends at the next quote and holds nothing
// that needs care, which almost all do.
func (p *reader) plain() (string, bool) {
	n := strings.IndexByte(p.s[p.i:], '"')
	if n < 0 {
		return "", false
	}
	s := p.s[p.i : p.i+n]
	for i := range n {
		if s[i] < 0x20 || s[i] == '\\' {
			return "", false
		}
	}
	p.i += n + 1
	return s, true
}

// cutLine reports whether the string at a line end was meant to end there:
// the next line starts with a quote, a bracket or nothing.
func (p *reader) cutLine() bool {
	rest := strings.TrimLeft(p.head(200), " \t\r\n")
	return rest == "" || strings.ContainsRune(`"}]`, rune(rest[0]))
}

func (p *reader) escape(b *strings.Builder) {
	if p.i+1 >= len(p.s) {
		p.i++
		return
	}
	c := p.s[p.i+1]
	p.i += 2
	switch c {
	case 'n':
		b.WriteByte('\n')
	case 't':
		b.WriteByte('\t')
	case 'r':
		b.WriteByte('\r')
	case 'b':
		b.WriteByte('\b')
	case 'f':
		b.WriteByte('\f')
	case '"', '\\', '/':
		b.WriteByte(c)
	case 'u':
		p.unicode(b)
	default:
		p.fault("unknown escape \"\\%c\"", c)
		b.WriteByte(c)
	}
}

func (p *reader) unicode(b *strings.Builder) {
	digits := p.head(4)
	n, err := strconv.ParseUint(digits, 16, 16)
	if err != nil || len(digits) < 4 {
		p.fault("broken \\u escape")
		return
	}
	p.i += 4
	r := rune(n)
	if r >= 0xd800 && r < 0xdc00 && p.starts(`\u`) && p.i+6 <= len(p.s) {
		if low, err := strconv.ParseUint(p.s[p.i+2:p.i+6], 16, 16); err == nil && low >= 0xdc00 && low < 0xe000 {
			r = (r-0xd800)<<10 + rune(low) - 0xdc00 + 0x10000
			p.i += 6
		}
	}
	b.WriteRune(r)
}

// word reads a number, true, false, null, or bare text up to a separator.
func (p *reader) word(v *Value) bool {
	start := p.i
	for p.i < len(p.s) && strings.IndexByte(",{}[]\n\"", p.s[p.i]) < 0 && !p.starts("//") && !p.starts("/*") && !p.starts("\u00a0") {
		p.i++
	}
	s := strings.Trim(p.s[start:p.i], " \t\n\r")
	if s == "" {
		p.fault("missing value")
		return false
	}
	v.Str = s
	switch {
	case s == "null":
		v.Kind = Null
	case s == "true" || s == "false":
		v.Kind = Bool
	case isNumber(s):
		v.Kind = Number
	default:
		v.Kind = String
		p.i = start
		p.fault("text %q has no quotes", clip(s))
		p.i = start + len(s)
	}
	return true
}

// isNumber reports whether s is a number as JSON writes it.
func isNumber(s string) bool {
	return (s[0] == '-' || s[0] >= '0' && s[0] <= '9') && json.Valid([]byte(s))
}

func clip(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}
