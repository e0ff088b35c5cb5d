// Package splice carries changed texts over to generated files: doc comments,
// and the rows of the table of permissions, which no code depends on.
//
// It knows the layout of files that this program prints, not Go, and reads no
// disk. What it is not sure of it refuses.
package splice

import (
	"bytes"
	"slices"
	"strings"
)

// Text is one text of a file.
type Text struct {
	// Of names what the text is about: a declaration, a field in one, an
	// operation.
	Of string
	// Old is the whole text as it was, New as it is to be, lines with their ends.
	Old, New string

	in   string // the text of the declaration that it is in, as it was
	line string // the line behind it
}

// BodyOf returns the operation whose method takes the struct that a text is in;
// empty for a text of something else.
func (t Text) BodyOf() string {
	_, operation, _ := strings.Cut(t.in, " is the body of\n//\n//\t")
	return strings.TrimSuffix(operation, "\n")
}

// Body returns the type of the body that the method of an operation takes; empty
// where a file has no such method.
func Body(file []byte, operation string) string {
	_, rest, _ := bytes.Cut(file, []byte("\n//graph:operation "+operation+"\n"))
	line, _, _ := bytes.Cut(rest, []byte{'\n'})
	_, body, _ := strings.Cut(string(line), " body ")
	return body[:max(strings.IndexAny(body, ",)"), 0)]
}

// Diff returns the texts that differ between two files. It fails where anything
// else differs.
func Diff(old, new []byte) ([]Text, bool) {
	if bytes.Equal(old, new) {
		return nil, true
	}
	a, b := read(old), read(new)
	if !bytes.Equal(a.code, b.code) || len(a.parts) != len(b.parts) {
		return nil, false
	}
	var list []Text
	var head string
	for i, part := range a.parts {
		before, after := part.in(old), b.parts[i].in(new)
		if !part.column {
			head = before
		}
		switch {
		case before == after:
		case part.column && (before == "" || after == ""):
			return nil, false // the columns of its neighbours change
		default:
			list = append(list, Text{part.of, before, after, head, part.line(old)})
		}
	}
	return list, true
}

// Apply returns a file with those texts replaced that it has, and the others. It
// fails where it has one twice, not as it was, or about something else.
func Apply(file []byte, texts []Text) (out []byte, left []Text, ok bool) {
	wanted := make(map[string]Text, len(texts))
	for _, t := range texts {
		wanted[t.Of] = t
	}
	if len(wanted) != len(texts) {
		return nil, nil, false
	}
	end, done := 0, map[string]bool{}
	var head part
	l := read(file)
	for _, part := range l.parts {
		if !part.column {
			head = part
		}
		t, found := wanted[part.of]
		if !found {
			continue
		}
		if done[t.Of] || part.in(file) != t.Old || head.in(file) != t.in || !alike(part.line(file), t.line) {
			return nil, nil, false
		}
		done[t.Of] = true
		out = append(append(out, file[end:part.from]...), t.New...)
		end = part.to
	}
	left = slices.DeleteFunc(slices.Clone(texts), func(t Text) bool { return done[t.Of] })
	return append(out, file[end:]...), left, !slices.ContainsFunc(left, l.declares)
}

// alike reports whether two lines that declare something of one name have texts
// that are made alike, be it of other types: a list has a second method, whose
// text says less, and the text of a string has its values, which that of an enum
// has not.
func alike(a, b string) bool {
	return answersPages(a) == answersPages(b) && isString(a) == isString(b)
}

func answersPages(line string) bool {
	return strings.HasPrefix(line, "func ") && strings.Contains(line, "(*Page[")
}

// isString reports whether a line is a field that holds strings.
func isString(line string) bool {
	words := strings.Fields(line)
	return len(words) > 1 && strings.TrimPrefix(words[1], "[]") == "string"
}
