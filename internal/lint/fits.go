package lint

import (
	"encoding/base64"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/model"
)

// shapeOfType is the shape of the values of a documented type; t is the type
// where a page describes it.
func shapeOfType(p *model.Property, t *declared) shape {
	s := shape{form: formOfEdm(p.Type), list: p.Collection}
	switch {
	case p.Type == "Edm.Binary":
		s.form = formString
	case t == nil || strings.EqualFold(p.Type, anyJSON): // of primitive types the form is known, of others nothing
	case t.enum:
		s.form = formString
	default:
		s.form = formObject
	}
	return s
}

// fits reports whether a value that is not null may have the shape.
func (s shape) fits(f *objectField) bool {
	if f.kind == loosejson.Array {
		return s.list && (f.items == 0 || s.form.holds(formOfKind(f.items))) || !s.list && s.form == formUnknown
	}
	return !s.list && s.form.holds(formOfKind(f.kind))
}

// holds reports whether values of one form are written in another.
func (f form) holds(g form) bool {
	return f == formUnknown || g == formUnknown || f == g || f == formWide && (g == formNumber || g == formString)
}

// anyJSON is the type of values that may be any JSON.
const anyJSON = "microsoft.graph.Json"

// spellType writes a type as tables do.
func spellType(p *model.Property) string {
	name := strings.TrimPrefix(p.Type, "Edm.")
	if p.Collection {
		name += " collection"
	}
	return name
}

// malformed reports whether a single value has the JSON kind of a primitive
// type and is none of its values.
func malformed(edm string, f *objectField) bool {
	switch edm {
	case "Edm.DateTimeOffset":
		return !isDateTime(f.text)
	case "Edm.Date":
		return !isDate(f.text)
	case "Edm.TimeOfDay":
		return !timeOfDay.MatchString(f.text)
	case "Edm.Duration":
		return !duration.MatchString(f.text) || strings.HasSuffix(f.text, "P") || strings.HasSuffix(f.text, "T")
	case "Edm.Binary":
		return !isBase64(f.text)
	case "Edm.Int16", "Edm.Int32", "Edm.Byte", "Edm.SByte":
		return !isInteger(f.text, 32)
	case "Edm.Int64":
		return !isInteger(f.text, 64)
	case "Edm.Single", "Edm.Double":
		return f.kind == loosejson.String && f.text != "INF" && f.text != "-INF" && f.text != "NaN"
	case "Edm.Decimal":
		return f.kind == loosejson.String && !isNumeral(f.text)
	}
	return false
}

var (
	timeOfDay = regexp.MustCompile(`^\d\d:\d\d(:\d\d(\.\d+)?)?$`)
	utcOffset = regexp.MustCompile(`^([Zz]|[+-]\d\d:?(\d\d)?)?$`)
	duration  = regexp.MustCompile(`^[+-]?P(\d+(\.\d+)?[YMWD])*(T(\d+(\.\d+)?[HMS])*)?$`)
)

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func isDateTime(s string) bool {
	if len(s) < len(time.DateOnly) || !isDate(s[:len(time.DateOnly)]) {
		return false
	}
	rest := s[len(time.DateOnly):]
	if rest == "" {
		return true
	}
	if strings.IndexByte("Tt ", rest[0]) < 0 {
		return false
	}
	end := strings.IndexAny(rest, "Zz+-")
	if end < 0 {
		end = len(rest)
	}
	return timeOfDay.MatchString(rest[1:end]) && utcOffset.MatchString(rest[end:])
}

func isBase64(s string) bool {
	e := base64.RawStdEncoding
	if strings.ContainsAny(s, "-_") {
		e = base64.RawURLEncoding
	}
	_, err := e.Strict().DecodeString(strings.TrimRight(s, "="))
	return err == nil
}

func isInteger(s string, bits int) bool {
	if f, err := strconv.ParseFloat(s, 64); err == nil && strings.ContainsAny(s, ".eE") {
		return f == float64(int64(f))
	}
	_, err := strconv.ParseInt(s, 10, bits)
	return err == nil
}

func isNumeral(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}
