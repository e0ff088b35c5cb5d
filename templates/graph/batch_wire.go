package graph

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
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
		if !sendable(name, value) {
			return e, errPolicy("the header " + quote(name) + " cannot be sent")
		}
		e.Headers[name] = value
	}
	var err error
	e.Body, err = k.body.entry(k.header.Get("Content-Type"))
	return e, err
}

// sendable reports whether net/http would send a header.
func sendable(name, value string) bool {
	for i := range len(name) {
		if name[i] <= ' ' || name[i] >= 0x7f || strings.IndexByte(`"(),/:;<=>?@[\]{}`, name[i]) >= 0 {
			return false
		}
	}
	for i := range len(value) {
		if value[i] < ' ' && value[i] != '\t' || value[i] == 0x7f {
			return false
		}
	}
	return name != ""
}

// entry gives the body as it stands in a batch: JSON as it is, everything else
// in base64.
func (b *body) entry(contentType string) (json.RawMessage, error) {
	if !b.isStream() {
		return b.json, nil
	}
	data, err := io.ReadAll(io.LimitReader(b.stream, maxBatchBody+1))
	if err != nil {
		return nil, &decodeError{"reading the body of a batch's call: ", err}
	}
	if len(data) > maxBatchBody {
		return nil, errPolicy("the body of a batch's call is larger than 16 MiB")
	}
	if strings.Contains(contentType, "json") && json.Valid(data) {
		return data, nil
	}
	return json.Marshal(data)
}

// batchAnswers is what $batch answers, in any order. Each answer is read by
// itself, so that one of another form is not the loss of the others.
type batchAnswers struct {
	Responses []json.RawMessage `json:"responses"`
}

// batchAnswer is the answer to one call of a batch.
type batchAnswer struct {
	ID      any             `json:"id"`
	Status  any             `json:"status"`
	Headers any             `json:"headers"`
	Body    json.RawMessage `json:"body"`
}

// find gives the answer with an id, or nil.
func (b *batchAnswers) find(id string) *batchAnswer {
	for _, response := range b.Responses {
		var a batchAnswer
		if json.Unmarshal(response, &a) == nil && scalar(a.ID) == id {
			return &a
		}
	}
	return nil
}

// answer gives b in the form of an answer by itself, or nil where b has no
// status.
func (b *batchAnswer) answer(url string, streaming bool) *answer {
	status, err := strconv.Atoi(scalar(b.Status))
	if err != nil || status < 100 || status > 999 {
		return nil
	}
	a := &answer{status: status, header: http.Header{}, url: url}
	headers, _ := b.Headers.(map[string]any)
	for name := range headers {
		a.header.Set(name, text(headers, name))
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
