package graph

import "strconv"

// maxDepth is how deep objects and arrays may lie in each other.
const maxDepth = 1000

// syntaxError says where a text stops being JSON.
type syntaxError struct {
	offset int
	what   string
}

// Error names the offset, from 0.
func (e *syntaxError) Error() string {
	return "invalid JSON at offset " + strconv.Itoa(e.offset) + ": " + e.what
}

// decoder reads one JSON text in one pass. What it decodes shares no memory
// with the text.
type decoder struct {
	data    []byte
	pos     int
	depth   int
	scratch []byte // the last string that had escapes
	halves  bool   // a string had half of a surrogate pair

	// What is remembered of the objects being read, innermost last.
	marks []mark
	kept  []keptText
	extra []property
}

// fail makes an error at the current position.
func (d *decoder) fail(expected string) error {
	if d.pos >= len(d.data) {
		return &syntaxError{d.pos, "unexpected end, expected " + expected}
	}
	return &syntaxError{d.pos, "unexpected " + strconv.QuoteRune(rune(d.data[d.pos])) + ", expected " + expected}
}

// peek skips white space and gives the next byte, 0 at the end.
func (d *decoder) peek() byte {
	for d.pos < len(d.data) {
		c := d.data[d.pos]
		if c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c
		}
		d.pos++
	}
	return 0
}

// end checks that nothing but white space is left.
func (d *decoder) end() error {
	if d.peek(); d.pos < len(d.data) {
		return d.fail("the end")
	}
	return nil
}

// open enters an object or array, whose first byte has been seen. It reports
// whether there is anything in it; an empty one is left at once.
func (d *decoder) open(closing byte) (bool, error) {
	if d.depth++; d.depth > maxDepth {
		return false, &syntaxError{d.pos, "nested too deep"}
	}
	d.pos++
	if d.peek() == closing {
		d.pos++
		d.depth--
		return false, nil
	}
	return true, nil
}

// more steps over the comma to the next element, or leaves the object or array.
func (d *decoder) more(closing byte) (bool, error) {
	switch c := d.peek(); c {
	case ',':
		d.pos++
		return true, nil
	case closing:
		d.pos++
		d.depth--
		return false, nil
	}
	return false, d.fail("',' or '" + string(rune(closing)) + "'")
}

// colon steps over the colon of a property.
func (d *decoder) colon() error {
	if d.peek() != ':' {
		return d.fail("':'")
	}
	d.pos++
	return nil
}

// skip steps over one value, checking it.
func (d *decoder) skip() error {
	switch c := d.peek(); {
	case c == '"':
		_, err := d.text()
		return err
	case c == '{':
		return d.skipObject()
	case c == '[':
		return d.skipArray()
	case c == '-' || c >= '0' && c <= '9':
		_, err := d.number()
		return err
	case c == 't':
		return d.word("true")
	case c == 'f':
		return d.word("false")
	case c == 'n':
		return d.word("null")
	}
	return d.fail("a value")
}

func (d *decoder) skipObject() error {
	more, err := d.open('}')
	for more && err == nil {
		if d.peek() != '"' {
			return d.fail("a name")
		}
		if _, err = d.text(); err != nil {
			return err
		}
		if err = d.colon(); err != nil {
			return err
		}
		if err = d.skip(); err != nil {
			return err
		}
		more, err = d.more('}')
	}
	return err
}

func (d *decoder) skipArray() error {
	more, err := d.open(']')
	for more && err == nil {
		if err = d.skip(); err != nil {
			return err
		}
		more, err = d.more(']')
	}
	return err
}

// raw steps over one value and gives its text, which is part of the data.
func (d *decoder) raw() ([]byte, error) {
	d.peek()
	start := d.pos
	err := d.skip()
	return d.data[start:d.pos], err
}

// word steps over true, false or null.
func (d *decoder) word(w string) error {
	for i := range len(w) {
		if d.pos >= len(d.data) || d.data[d.pos] != w[i] {
			return d.fail(w)
		}
		d.pos++
	}
	return nil
}

// number steps over a number and gives its text.
func (d *decoder) number() ([]byte, error) {
	start := d.pos
	if d.at() == '-' {
		d.pos++
	}
	if d.at() == '0' {
		d.pos++
	} else if err := d.digits(); err != nil {
		return nil, err
	}
	if d.at() == '.' {
		d.pos++
		if err := d.digits(); err != nil {
			return nil, err
		}
	}
	if c := d.at(); c == 'e' || c == 'E' {
		d.pos++
		if c := d.at(); c == '+' || c == '-' {
			d.pos++
		}
		if err := d.digits(); err != nil {
			return nil, err
		}
	}
	return d.data[start:d.pos], nil
}

// at gives the byte at the position, 0 at the end.
func (d *decoder) at() byte {
	if d.pos < len(d.data) {
		return d.data[d.pos]
	}
	return 0
}

// digits steps over one digit or more.
func (d *decoder) digits() error {
	start := d.pos
	for c := d.at(); c >= '0' && c <= '9'; c = d.at() {
		d.pos++
	}
	if d.pos == start {
		return d.fail("a digit")
	}
	return nil
}
