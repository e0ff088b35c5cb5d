package markdown

import (
	"strings"

	"github.com/graphgen/graphgen/parser/source"
)

// readFrontMatter reads the YAML-like block at the top of the page into
// d.Front and returns the offset behind it, or behind a byte order mark. It is read line by line, not as
// YAML: the pages hold unquoted colons, unclosed quotes and full-width colons
// that YAML rejects.
func (d *Doc) readFrontMatter() int {
	data := d.text.data
	start := len(data) - len(strings.TrimLeft(data, "\ufeff \t\n"))
	first, next := line(data, start)
	if strings.TrimSpace(first) != "---" {
		return len(data) - len(strings.TrimPrefix(data, "\ufeff"))
	}
	indent := indentOf(data[:start])
	block := d.Front
	for at := next; at < len(data); {
		text, end := line(data, at)
		switch trimmed := strings.TrimSpace(text); {
		case trimmed == "---" || trimmed == "...":
			d.Front = block
			return end
		case strings.HasPrefix(trimmed, "## "):
			// a heading: the block was never closed
			d.Front = block
			d.add(start, source.Warning, "front-matter-unclosed", "front matter has no closing \"---\"")
			return at
		default:
			block = appendField(block, strings.TrimPrefix(text, indent), at)
		}
		at = end
	}
	d.add(start, source.Warning, "front-matter-unclosed", "front matter has no closing \"---\"")
	return 0
}

// indentOf returns the blanks at the end of what stands before the opening
// mark: the whole block may be indented by them.
func indentOf(before string) string {
	blanks := before[strings.LastIndexByte(before, '\n')+1:]
	return strings.TrimLeft(blanks, "\ufeff")
}

// appendField reads one line of front matter; a line without a key continues
// the value before it.
func appendField(block []Field, text string, at int) []Field {
	key, value, ok := cutKey(text)
	if !ok {
		if n := len(block); n > 0 && strings.TrimSpace(text) != "" {
			block[n-1].Value = unquote(strings.TrimSpace(block[n-1].Value + " " + strings.TrimSpace(text)))
		}
		return block
	}
	value = strings.TrimSpace(value)
	if value == ">" || value == "|" || value == ">-" || value == "|-" {
		value = ""
	}
	return append(block, Field{Key: key, Value: unquote(value), Offset: at})
}

func cutKey(text string) (key, value string, ok bool) {
	if text == "" || text[0] == ' ' || text[0] == '\t' {
		return "", "", false
	}
	key, value, ok = strings.Cut(text, ":")
	if k, v, full := strings.Cut(text, "："); full && (!ok || len(k) < len(key)) {
		key, value, ok = k, v, true
	}
	key = strings.TrimSpace(key)
	return key, value, ok && key != "" && !strings.ContainsAny(key, " \"'")
}

func unquote(s string) string {
	for _, q := range []string{`"`, `'`} {
		if len(s) >= 2 && strings.HasPrefix(s, q) && strings.HasSuffix(s, q) {
			return strings.ReplaceAll(s[1:len(s)-1], `\"`, `"`)
		}
	}
	if strings.HasPrefix(s, `"`) && strings.Count(s, `"`) == 1 {
		return s[1:] // never closed
	}
	return s
}

// line returns the line that starts at offset, without its end, and the
// offset of the next line.
func line(data string, offset int) (string, int) {
	i := strings.IndexByte(data[offset:], '\n')
	if i < 0 {
		return data[offset:], len(data)
	}
	return data[offset : offset+i], offset + i + 1
}
