package graph

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// batchBody is what $batch takes.
type batchBody struct {
	Requests []batchEntry `json:"requests"`
}

// batchEntry is one call of a batch.
type batchEntry struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"` // below the version
	Headers   map[string]string `json:"headers,omitempty"`
	Body      json.RawMessage   `json:"body,omitempty"`
	DependsOn []string          `json:"dependsOn,omitempty"`
}

// maxBatchBody is the largest stream that is put into a batch; the service
// takes less.
const maxBatchBody = 16 << 20

// batchEntry writes a call down. What net/http refuses in a header is refused
// here too, because the service makes a request of the entry.
func (c *core) batchEntry(k *call) (batchEntry, error) {
	e := batchEntry{Method: k.method, Headers: map[string]string{}}
	path, ok := strings.CutPrefix(k.url, c.root)
	if !ok || !strings.HasPrefix(path, "/") {
		return e, errPolicy("the call to " + c.redact(k.url) + " does not fit into a batch of " + c.root)
	}
	e.URL = path
	for name, values := range k.header {
		switch name {
		case "User-Agent", "Sdkversion", "Authorization":
			continue
		}
		value := strings.Join(values, ", ")
		if strings.ContainsAny(name+value, "\r\n\x00") {
			return e, errPolicy("a line break in the header " + quote(name))
		}
		e.Headers[name] = value
	}
	switch {
	case k.body.isStream():
		data, err := io.ReadAll(io.LimitReader(k.body.stream, maxBatchBody+1))
		if err != nil {
			return e, errPolicy("reading the body of a batch's call: " + err.Error())
		}
		if len(data) > maxBatchBody {
			return e, errPolicy("the body of a batch's call is larger than 16 MiB")
		}
		if e.Body, err = json.Marshal(data); err != nil {
			return e, err
		}
		k.body = body{json: e.Body} // the stream cannot be read again
	case k.body.json != nil:
		e.Body = k.body.json
	}
	return e, nil
}

// batchAnswers is what $batch answers, in any order.
type batchAnswers struct {
	Responses []batchAnswer `json:"responses"`
}

// batchAnswer is the answer to one call of a batch.
type batchAnswer struct {
	ID      string          `json:"id"`
	Status  int             `json:"status"`
	Headers map[string]any  `json:"headers"`
	Body    json.RawMessage `json:"body"`
}

// find gives the answer with an id, or nil.
func (b *batchAnswers) find(id string) *batchAnswer {
	for i := range b.Responses {
		if b.Responses[i].ID == id {
			return &b.Responses[i]
		}
	}
	return nil
}

// answer gives b in the form of an answer by itself.
func (b *batchAnswer) answer(url string, streaming bool) *answer {
	a := &answer{status: b.Status, header: http.Header{}, url: url}
	for name := range b.Headers {
		a.header.Set(name, text(b.Headers, name))
	}
	a.body = b.content(a.header.Get("Content-Type"))
	if streaming {
		a.stream = io.NopCloser(bytes.NewReader(a.body))
	}
	return a
}

// content gives the body. What is not JSON comes as a string: text as it is,
// everything else in base64.
func (b *batchAnswer) content(contentType string) []byte {
	if len(b.Body) == 0 || string(b.Body) == "null" {
		return nil
	}
	var s string
	if strings.Contains(contentType, "json") || json.Unmarshal(b.Body, &s) != nil {
		return b.Body
	}
	if strings.HasPrefix(contentType, "text/") {
		return []byte(s)
	}
	if data, ok := decodeBase64(s); ok {
		return []byte(data)
	}
	return []byte(s)
}
