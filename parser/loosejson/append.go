package loosejson

import "encoding/json"

// Append appends v as strict JSON. What is no JSON value, such as a bare word,
// is written as a string.
func (v *Value) Append(b []byte) []byte {
	if v == nil {
		return append(b, "null"...)
	}
	switch v.Kind {
	case Object:
		return v.appendFields(b)
	case Array:
		b = append(b, '[')
		for i, item := range v.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = item.Append(b)
		}
		return append(b, ']')
	case Bool, Number:
		if json.Valid([]byte(v.Str)) {
			return append(b, v.Str...)
		}
	case Null:
		return append(b, "null"...)
	}
	return appendString(b, v.Str)
}

func (v *Value) appendFields(b []byte) []byte {
	b = append(b, '{')
	for i, f := range v.Fields {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, f.Key), ':')
		b = f.Value.Append(b)
	}
	return append(b, '}')
}

func appendString(b []byte, s string) []byte {
	text, err := json.Marshal(s)
	if err != nil {
		return append(b, `""`...) // strings always encode
	}
	return append(b, text...)
}

// Mend returns text as strict JSON, with what Parse looked past put right; ok
// is false where too little of it is JSON to tell what was meant.
func Mend(text []byte) (mended []byte, ok bool) {
	if json.Valid(text) {
		return text, true
	}
	v, faults := Parse(string(text))
	if v == nil || v.Kind != Object && v.Kind != Array || len(faults) > maxMended {
		return nil, false
	}
	return v.Append(nil), true
}

// maxMended bounds the faults of a text that is still taken for JSON.
const maxMended = 20
