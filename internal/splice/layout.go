package splice

import (
	"bytes"
	"slices"
	"strings"
)

// layout is a file taken apart: its texts, and all other lines.
type layout struct {
	parts []part
	code  []byte
}

// part is the place of one text, which may be empty.
type part struct {
	of       string
	from, to int
	column   bool // it is about a field, whose neighbours share its columns
}

func (p part) in(file []byte) string { return string(file[p.from:p.to]) }

// line returns the line behind a text: what it is about, unless it is in the
// table of permissions.
func (p part) line(file []byte) string {
	line, _, _ := bytes.Cut(file[p.to:], []byte{'\n'})
	return string(line)
}

// declares reports whether a file declares the type that a text is in.
func (l *layout) declares(t Text) bool {
	of, _, _ := strings.Cut(t.Of, "\n")
	return strings.HasPrefix(of, "type ") && slices.ContainsFunc(l.parts, func(p part) bool { return p.of == of })
}

// table starts the table of permissions, and its first line.
const table = "const permissionData = `"

// reader takes a file apart, line by line.
type reader struct {
	layout
	declaration string // the last line that begins one
	comment     int    // where a comment began that nothing followed yet, -1 for none
	inTable     bool
}

func read(file []byte) layout {
	r := reader{comment: -1}
	for from, to := 0, 0; from < len(file); from = to {
		to = len(file)
		if n := bytes.IndexByte(file[from:], '\n'); n >= 0 {
			to = from + n + 1
		}
		if line := file[from:to]; r.inTable {
			r.row(line, from, to)
		} else {
			r.line(file, line, from, to)
		}
	}
	return r.layout
}

// line reads a line of Go.
func (r *reader) line(file, line []byte, from, to int) {
	below := bytes.TrimLeft(line, "\t")
	switch {
	case bytes.HasPrefix(below, []byte("//")):
		if r.comment < 0 {
			r.comment = from
		}
		return
	case r.comment < 0:
		r.comment = from
	case len(below) < 2: // the comment is about nothing
		r.code = append(r.code, file[r.comment:from]...)
		r.comment = from
	}
	r.code = append(r.code, line...)
	if len(below) == len(line) && len(below) > 1 {
		r.declaration = subject(line)
		r.add(r.declaration, r.comment, from, false)
	} else if len(below) > 1 {
		r.add(r.declaration+"\n"+subject(below), r.comment, from, true)
	}
	r.comment = -1
	if first, ok := bytes.CutPrefix(line, []byte(table)); ok && !bytes.HasPrefix(first, []byte("`")) {
		r.inTable = true
		r.add(operation(first), to, to, false)
	}
}

// row reads a line of the table of permissions: an operation, or one of the
// rows below it.
func (r *reader) row(line []byte, from, to int) {
	if line[0] == '\t' {
		r.parts[len(r.parts)-1].to = to
		return
	}
	r.code = append(r.code, line...)
	if r.inTable = line[0] != '`'; r.inTable {
		r.add(operation(line), to, to, false)
	}
}

func (r *reader) add(of string, from, to int, column bool) {
	r.parts = append(r.parts, part{of, from, to, column})
}

// subject is the name of what a line declares: "func (s *UsersService) Get",
// "type User struct", of a field its name.
func subject(line []byte) string {
	text := strings.TrimRight(string(line), "\n")
	switch before, after, method := strings.Cut(text, ") "); {
	case method && strings.HasPrefix(text, "func ("):
		name, _, _ := strings.Cut(after, "(")
		return before + ") " + name
	case strings.HasPrefix(text, "func "), strings.HasPrefix(text, "type "):
		name, _, _ := strings.Cut(text, "(")
		return name
	}
	name, _, _ := strings.Cut(text, " ")
	return name
}

// operation is the name of an operation's rows, which no declaration has.
func operation(line []byte) string { return "`" + strings.TrimRight(string(line), "\n") }
