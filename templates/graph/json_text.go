package graph

import (
	"unicode/utf16"
	"unicode/utf8"
)

// text steps over a string, whose opening quote has been seen, and gives what
// it says. The result is good until the next call.
func (d *decoder) text() ([]byte, error) {
	d.pos++
	start := d.pos
	for i := start; i < len(d.data); i++ {
		c := d.data[i]
		if c == '"' {
			d.pos = i + 1
			return d.data[start:i], nil
		}
		if c == '\\' || c < ' ' || c >= utf8.RuneSelf {
			d.pos = i
			return d.oddText(start)
		}
	}
	d.pos = len(d.data)
	return nil, d.fail("'\"'")
}

// oddText is text for strings that are more than plain ASCII. All before the
// position is.
func (d *decoder) oddText(start int) ([]byte, error) {
	out := append(d.scratch[:0], d.data[start:d.pos]...)
	for d.pos < len(d.data) {
		switch c := d.data[d.pos]; {
		case c == '"':
			d.pos++
			d.scratch = out
			return out, nil
		case c == '\\':
			var err error
			if out, err = d.escape(out); err != nil {
				return nil, err
			}
		case c < ' ':
			return nil, d.fail("no control character in a string")
		case c < utf8.RuneSelf:
			out = append(out, c)
			d.pos++
		default:
			r, size := utf8.DecodeRune(d.data[d.pos:])
			out = utf8.AppendRune(out, r)
			d.pos += size
		}
	}
	return nil, d.fail("'\"'")
}

// escape steps over one escape and appends what it stands for. Half of a
// surrogate pair stands for U+FFFD.
func (d *decoder) escape(out []byte) ([]byte, error) {
	d.pos++
	c := d.at()
	switch c {
	case '"', '\\', '/':
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'u':
		return d.unicode(out)
	default:
		return nil, d.fail("an escape")
	}
	d.pos++
	return append(out, c), nil
}

// unicode is escape for \u, standing at the u.
func (d *decoder) unicode(out []byte) ([]byte, error) {
	r, err := d.hex()
	if err != nil {
		return nil, err
	}
	if utf16.IsSurrogate(r) {
		if d.pos+1 < len(d.data) && d.data[d.pos] == '\\' && d.data[d.pos+1] == 'u' {
			mark := d.pos
			d.pos++
			low, err := d.hex()
			if err != nil {
				return nil, err
			}
			if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
				return utf8.AppendRune(out, pair), nil
			}
			d.pos = mark
		}
		d.halves = true
		r = utf8.RuneError
	}
	return utf8.AppendRune(out, r), nil
}

// hex reads the four digits after the u at the position.
func (d *decoder) hex() (rune, error) {
	d.pos++
	var r rune
	for range 4 {
		c := d.at()
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, d.fail("a hexadecimal digit")
		}
		d.pos++
	}
	return r, nil
}

// appendQuoted appends s as a JSON string. Invalid UTF-8 becomes U+FFFD.
func appendQuoted(out []byte, s string) []byte {
	out = append(out, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		size := 1
		if c >= utf8.RuneSelf {
			var r rune
			if r, size = utf8.DecodeRuneInString(s[i:]); r != utf8.RuneError || size > 1 {
				i += size
				continue
			}
		}
		out = append(out, s[start:i]...)
		out = appendEscape(out, c)
		i += size
		start = i
	}
	out = append(out, s[start:]...)
	return append(out, '"')
}

// appendEscape appends a byte that a string cannot have as it is.
func appendEscape(out []byte, c byte) []byte {
	const digits = "0123456789abcdef"
	switch c {
	case '"', '\\':
		return append(out, '\\', c)
	case '\n':
		return append(out, `\n`...)
	case '\r':
		return append(out, `\r`...)
	case '\t':
		return append(out, `\t`...)
	}
	if c >= utf8.RuneSelf {
		return append(out, `\ufffd`...)
	}
	return append(out, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
}
