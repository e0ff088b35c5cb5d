// Package jsontext writes JSON that is safe to look at: signs of page text that
// would talk to a terminal or turn the direction of the text are escaped, which
// changes nothing for who decodes it.
//
// It knows no form of any command's output, and decodes nothing.
package jsontext

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/graphgen/graphgen/parser/source"
)

// Write writes v indented, with HTML signs as they are.
func Write(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(Escape(b.Bytes()))
	return err
}

// Escape returns JSON with such signs escaped; data itself where there are none.
func Escape(data []byte) []byte {
	if isPlain(data) || bytes.IndexFunc(data, escaped) < 0 {
		return data
	}
	out := make([]byte, 0, len(data)+64)
	for len(data) > 0 {
		c, n := utf8.DecodeRune(data)
		if escaped(c) {
			out = fmt.Appendf(out, `\u%04x`, c) // all of them are of four digits
		} else {
			out = append(out, data[:n]...)
		}
		data = data[n:]
	}
	return out
}

// isPlain reports whether data is ASCII without the delete character, as nearly
// all is.
func isPlain(data []byte) bool {
	for _, c := range data {
		if c > '~' {
			return false
		}
	}
	return true
}

// escaped reports whether a sign of JSON is to be escaped: those below the
// delete character are already, or stand between values.
func escaped(c rune) bool { return c > '~' && source.Acts(c) }
