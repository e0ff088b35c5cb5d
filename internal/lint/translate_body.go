package lint

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/source"
)

// body compares the JSON of an example, which is not translated.
func (t *translation) body(what string, pos source.Pos, have, want string) {
	if have == want {
		return
	}
	a, _ := loosejson.Parse(have)
	b, _ := loosejson.Parse(want)
	if a == nil || b == nil {
		return
	}
	d := different(a, b, "body")
	if d == nil {
		return
	}
	t.add("translation-example", t.inBody(pos, have, d.offset), "%s of the %s is %s, in the English source %s", d.name, what, showJSON(d.have), showJSON(d.want))
}

// jsonDifference is the first place where two values of JSON are not the same.
type jsonDifference struct {
	name       string
	offset     int
	have, want *loosejson.Value
}

// different looks for the first difference below name.
func different(a, b *loosejson.Value, name string) *jsonDifference {
	if a.Kind != b.Kind || a.Str != b.Str || len(a.Items) != len(b.Items) {
		return &jsonDifference{name, a.Offset, a, b}
	}
	for i := range a.Items {
		if a.Items[i] == nil || b.Items[i] == nil {
			continue
		}
		if d := different(a.Items[i], b.Items[i], name); d != nil {
			return d
		}
	}
	for _, f := range a.Fields {
		other := b.Get(f.Key)
		switch {
		case f.Value == nil:
		case other == nil:
			return &jsonDifference{strconv.Quote(clip(f.Key)), f.Offset, f.Value, nil}
		default:
			if d := different(f.Value, other, strconv.Quote(clip(f.Key))); d != nil {
				return d
			}
		}
	}
	at := a.Offset
	for _, f := range b.Fields {
		i := slices.IndexFunc(a.Fields, func(other loosejson.Field) bool { return other.Key == f.Key })
		if i < 0 {
			return &jsonDifference{strconv.Quote(clip(f.Key)), at, nil, f.Value}
		}
		at = a.Fields[i].Offset
	}
	return nil
}

func showJSON(v *loosejson.Value) string {
	if v == nil {
		return "absent"
	}
	return clip(string(v.Append(nil)))
}

// inBody returns the place of an offset in the body of the example at pos.
func (t *translation) inBody(pos source.Pos, body string, offset int) source.Pos {
	data, err := t.docs.Read(pos.File)
	if err != nil {
		return pos
	}
	start := newLines(data).offset(pos)
	i := bytes.Index(data[start:], []byte(body))
	if i < 0 {
		return pos
	}
	return source.NewFile(pos.File, data).Pos(start + i + offset)
}
