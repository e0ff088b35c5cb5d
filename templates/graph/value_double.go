package graph

import (
	"math"
	"strconv"
)

// parseDouble reads a Double. Services write what JSON numbers cannot be as
// the strings INF, -INF and NaN, and some write numbers as strings.
func parseDouble(text string, quoted bool, bits int) (float64, bool) {
	if quoted {
		switch text {
		case "INF", "+INF", "Infinity":
			return math.Inf(1), true
		case "-INF", "-Infinity":
			return math.Inf(-1), true
		case "NaN":
			return math.NaN(), true
		}
		if !isNumber(text) {
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(text, bits)
	return f, err == nil
}

// isNumber reports whether text is a JSON number.
func isNumber(text string) bool {
	d := decoder{data: []byte(text)}
	_, err := d.number()
	return err == nil && d.pos == len(text)
}

// appendDouble appends the JSON of a Double, in the spelling of encoding/json.
func appendDouble(out []byte, f float64, bits int) []byte {
	switch {
	case math.IsInf(f, 1):
		return append(out, `"INF"`...)
	case math.IsInf(f, -1):
		return append(out, `"-INF"`...)
	case math.IsNaN(f):
		return append(out, `"NaN"`...)
	}
	format, size := byte('f'), math.Abs(f)
	if size != 0 && (bits == 64 && (size < 1e-6 || size >= 1e21) || bits == 32 && (float32(size) < 1e-6 || float32(size) >= 1e21)) {
		format = 'e'
	}
	out = strconv.AppendFloat(out, f, format, -1, bits)
	if n := len(out); format == 'e' && n >= 4 && out[n-4] == 'e' && out[n-3] == '-' && out[n-2] == '0' {
		out[n-2] = out[n-1] // e-09 becomes e-9
		out = out[:n-1]
	}
	return out
}
