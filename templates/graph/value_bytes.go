package graph

import (
	"bytes"
	"encoding/base64"
)

// parseBase64 reads base64 in both alphabets, with and without padding.
func parseBase64(text []byte) ([]byte, bool) {
	e := base64.StdEncoding
	if bytes.IndexByte(text, '-') >= 0 || bytes.IndexByte(text, '_') >= 0 {
		e = base64.URLEncoding
	}
	if trimmed := bytes.TrimRight(text, "="); len(text)%4 != 0 || len(trimmed) == len(text) {
		text, e = trimmed, e.WithPadding(base64.NoPadding)
	}
	data := make([]byte, e.DecodedLen(len(text)))
	n, err := e.Strict().Decode(data, text)
	return data[:n], err == nil
}
