package graph

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// str reads a string.
func (d *decoder) str(v reflect.Value) (fit, error) {
	if d.at() != '"' {
		return d.misfit(v)
	}
	d.halves = false
	text, err := d.text()
	v.SetString(string(text))
	if d.halves {
		return fitRespelled, err
	}
	return zeroOr(len(text) == 0, fitExact), err
}

// zeroOr is fitZero for a zero value that would be encoded the same.
func zeroOr(zero bool, got fit) fit {
	if zero && got == fitExact {
		return fitZero
	}
	return got
}

// same is fitExact where both texts are the same.
func same(got, want []byte) fit {
	if bytes.Equal(got, want) {
		return fitExact
	}
	return fitRespelled
}

// boolean reads true or false.
func (d *decoder) boolean(v reflect.Value) (fit, error) {
	switch d.at() {
	case 't':
		v.SetBool(true)
		return fitExact, d.word("true")
	case 'f':
		v.SetBool(false)
		return fitZero, d.word("false")
	}
	return d.misfit(v)
}

// numeral gives the text of a number, or of a string with a number in it, as
// some services write Int64 and Decimal.
func (d *decoder) numeral() (text []byte, quoted bool, err error) {
	switch c := d.at(); {
	case c == '-' || c >= '0' && c <= '9':
		text, err = d.number()
		return text, false, err
	case c == '"':
		text, err = d.text()
		return text, true, err
	}
	return nil, false, d.skip()
}

// integer reads an integer, also one written like 1.0 or 1e3.
func (d *decoder) integer(s *shape, v reflect.Value) (fit, error) {
	text, quoted, err := d.numeral()
	if err != nil || !setInteger(s.kind, v, string(text)) {
		v.SetZero()
		return fitNot, err
	}
	got := fitRespelled
	if !quoted && !bytes.ContainsAny(text, ".eE") && string(text) != "-0" {
		got = fitExact
	}
	return zeroOr(v.IsZero(), got), nil
}

// setInteger sets v to the integer that text is, where it is one and fits.
func setInteger(kind shapeKind, v reflect.Value, text string) bool {
	if strings.ContainsAny(text, ".eE") {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || f != float64(int64(f)) || f > 1<<53 || f < -1<<53 {
			return false
		}
		text = strconv.FormatInt(int64(f), 10)
	}
	if kind == kindUint {
		n, err := strconv.ParseUint(text, 10, v.Type().Bits())
		v.SetUint(n)
		return err == nil
	}
	n, err := strconv.ParseInt(text, 10, v.Type().Bits())
	v.SetInt(n)
	return err == nil
}

// float reads a number, or INF, -INF, NaN or a number as a string.
func (d *decoder) float(v reflect.Value) (fit, error) {
	text, quoted, err := d.numeral()
	bits := v.Type().Bits()
	f, ok := parseDouble(string(text), quoted, bits)
	if err != nil || !ok {
		v.SetZero()
		return fitNot, err
	}
	v.SetFloat(f)
	var room [32]byte
	written := appendDouble(room[:0], f, bits)
	if quoted && len(written) > 2 && written[0] == '"' {
		written = written[1 : len(written)-1]
	} else if quoted {
		return fitRespelled, nil
	}
	return zeroOr(f == 0, same(written, text)), nil
}

// time reads a DateTimeOffset.
func (d *decoder) time(v reflect.Value) (fit, error) {
	if d.at() != '"' {
		return d.misfit(v)
	}
	text, err := d.text()
	t, ok := parseTime(text)
	if err != nil || !ok {
		v.SetZero()
		return fitNot, err
	}
	*v.Addr().Interface().(*time.Time) = t
	var room [40]byte
	return zeroOr(t.IsZero(), same(appendTime(room[:0], t), text)), nil
}

// texter reads a value that is a text, such as a Date.
func (d *decoder) texter(v reflect.Value) (fit, error) {
	if d.at() != '"' {
		return d.misfit(v)
	}
	text, err := d.text()
	p := v.Addr().Interface()
	if err != nil || p.(encoding.TextUnmarshaler).UnmarshalText(text) != nil {
		v.SetZero()
		return fitNot, err
	}
	var room [40]byte
	written, err := p.(encoding.TextAppender).AppendText(room[:0])
	if err != nil {
		return fitRespelled, nil
	}
	return zeroOr(v.IsZero(), same(written, text)), nil
}

// bytes reads a string in base64.
func (d *decoder) bytes(v reflect.Value) (fit, error) {
	if d.at() != '"' {
		return d.misfit(v)
	}
	text, err := d.text()
	data, ok := parseBase64(text)
	if err != nil || !ok {
		v.SetZero()
		return fitNot, err
	}
	v.SetBytes(data)
	if bytes.IndexByte(text, '-') >= 0 || bytes.IndexByte(text, '_') >= 0 || base64.StdEncoding.EncodedLen(len(data)) != len(text) {
		return fitRespelled, nil
	}
	return fitExact, nil
}

// lazy keeps the text of a value that is decoded later, if ever.
func (d *decoder) lazy(s *shape, v reflect.Value) (fit, error) {
	text, err := d.raw()
	if err != nil {
		return fitNot, err
	}
	text = bytes.Clone(text)
	if s.kind == kindRel {
		*relOf(v) = anyRel{&related{text: text}}
	} else {
		v.SetBytes(text)
	}
	return fitExact, nil
}

// other leaves a value to encoding/json.
func (d *decoder) other(v reflect.Value) (fit, error) {
	text, err := d.raw()
	if err != nil {
		return fitNot, err
	}
	if json.Unmarshal(text, v.Addr().Interface()) != nil {
		v.SetZero()
		return fitNot, nil
	}
	return zeroOr(v.IsZero(), fitExact), nil
}
