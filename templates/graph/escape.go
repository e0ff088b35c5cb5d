package graph

import (
	"encoding"
	"reflect"
	"strconv"
	"strings"
	"time"
)

const upperHex = "0123456789ABCDEF"

// escape percent-encodes every byte of s that is neither a letter or digit of
// ASCII nor in keep.
func escape(s, keep string) string {
	n := 0
	for i := 0; i < len(s); i++ {
		if !plain(s[i], keep) {
			n++
		}
	}
	if n == 0 {
		return s
	}
	b := make([]byte, 0, len(s)+2*n)
	for i := 0; i < len(s); i++ {
		if c := s[i]; plain(c, keep) {
			b = append(b, c)
		} else {
			b = append(b, '%', upperHex[c>>4], upperHex[c&15])
		}
	}
	return string(b)
}

func plain(c byte, keep string) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		strings.IndexByte(keep, c) >= 0
}

// What stays readable where it has no meaning of its own. A semicolon or plus
// is legal in both places but not read the same way by all servers.
const (
	keepSegment = "-_.~!$*,:@()="
	keepLiteral = "-_.~!$*:@'"
	keepPath    = "-_.~!$*,@()="
	keepQuery   = "-_.~!$*,:@()/?'"
)

// segment escapes a value that is one whole path segment. A colon at its end
// would begin a path within a drive, and a dollar sign at its start a system
// resource such as $count.
//
//go:noinline
func segment(s string) string {
	s = escape(s, keepSegment)
	if strings.HasPrefix(s, "$") {
		s = "%24" + s[1:]
	}
	if strings.HasSuffix(s, ":") {
		s = s[:len(s)-1] + "%3A"
	}
	return s
}

// pathSegments escapes a path within a drive or site, as in root:/{path}:.
// Slashes keep their meaning; a leading or trailing one does no harm. A colon
// would end the path, so it is escaped.
//
//go:noinline
func pathSegments(s string) string {
	return escape(strings.Trim(s, "/"), keepPath+"/")
}

// stringLiteral gives s as an OData string in a path: quotes doubled, then
// escaped.
//
//go:noinline
func stringLiteral(s string) string {
	return escape(Literal(s), keepLiteral)
}

// Literal gives s as an OData string, for use in a filter: quotes doubled,
// and in quotes. Escaping for the URL happens later.
func Literal(s string) string {
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// literal gives v as an OData literal in a path: a function's argument.
//
//go:noinline
func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return stringLiteral(v)
	case []string:
		return stringList(v)
	case time.Time:
		return escape(v.Format(time.RFC3339Nano), keepLiteral)
	case encoding.TextMarshaler:
		text, err := v.MarshalText()
		if err != nil {
			return ""
		}
		return escape(string(text), keepLiteral)
	}
	rv := reflect.ValueOf(v)
	if rv.Kind() == reflect.String {
		return stringLiteral(rv.String())
	}
	text, _ := formatScalar(rv)
	return escape(text, keepLiteral)
}

// stringList gives a collection literal: ['a','b'].
func stringList(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = Literal(s)
	}
	return escape("["+strings.Join(quoted, ",")+"]", keepLiteral+",")
}

// formatScalar gives a bool, number or string as text; ok is false for any
// other kind.
func formatScalar(v reflect.Value) (text string, ok bool) {
	switch {
	case v.Kind() == reflect.String:
		return v.String(), true
	case v.Kind() == reflect.Bool:
		return strconv.FormatBool(v.Bool()), true
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10), true
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10), true
	case v.Kind() == reflect.Float32:
		return strconv.FormatFloat(v.Float(), 'g', -1, 32), true
	case v.CanFloat():
		return strconv.FormatFloat(v.Float(), 'g', -1, 64), true
	}
	return "", false
}

// badPath says what is wrong with an escaped path, or "". An empty argument
// or one of dots would turn the call into a different one.
func badPath(path string) string {
	path, _, _ = strings.Cut(path, "?")
	if !strings.HasPrefix(path, "/") {
		return "the path does not start with a slash"
	}
	for rest := path[1:]; ; {
		part, tail, more := strings.Cut(rest, "/")
		switch {
		case part == "":
			return "a path argument is empty"
		case part == "." || part == ".." || strings.HasPrefix(part, ":"):
			return "a path argument is empty or made of dots"
		}
		if !more {
			return ""
		}
		rest = tail
	}
}

// quote gives s in double quotes, for messages.
func quote(s string) string { return strconv.Quote(s) }
