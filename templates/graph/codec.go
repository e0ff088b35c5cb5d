package graph

import (
	"bytes"
	"encoding/json"
)

// encode gives v as JSON.
func encode(v any) ([]byte, error) { return json.Marshal(v) }

// decode reads one JSON value into the value that into points to.
func decode(data []byte, into any) error { return json.Unmarshal(data, into) }

// pageBody is the JSON form of a page. Null elements are nil.
type pageBody[T any] struct {
	Value     []*T   `json:"value"`
	NextLink  string `json:"@odata.nextLink"`
	DeltaLink string `json:"@odata.deltaLink"`
	Count     *int64 `json:"@odata.count"`
}

// decodePage reads one page; null elements are left out.
func decodePage[T any](data []byte, p *Page[T]) error {
	var b pageBody[T]
	if err := decode(data, &b); err != nil {
		return err
	}
	p.NextLink, p.DeltaLink, p.Count = b.NextLink, b.DeltaLink, -1
	if b.Count != nil {
		p.Count = *b.Count
	}
	p.Value = make([]T, 0, len(b.Value))
	for _, v := range b.Value {
		if v != nil {
			p.Value = append(p.Value, *v)
		}
	}
	return nil
}

// decodeValue reads {"value": x} into box, or a bare primitive into bare.
func decodeValue(data []byte, box, bare any) error {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	if len(data) > 0 && data[0] == '{' {
		return decode(data, box)
	}
	if s, ok := bare.(*string); ok && (len(data) == 0 || data[0] != '"') {
		*s = string(data)
		return nil
	}
	return decode(data, bare)
}
