package mock

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// maxBatch is the number of calls that Graph takes in one batch.
const maxBatch = 20

// maxBody bounds the body of a batch.
const maxBody = 4 << 20

type batchRequest struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers"`
	Body      json.RawMessage   `json:"body"`
	DependsOn []string          `json:"dependsOn"`
}

type batchResponse struct {
	ID      string            `json:"id"`
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    json.RawMessage   `json:"body,omitempty"`
}

// batch answers each call of a $batch by itself.
func (h *Handler) batch(w http.ResponseWriter, r *http.Request, version string) {
	var in struct {
		Requests []batchRequest `json:"requests"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&in); err != nil {
		h.fail(w, r, http.StatusBadRequest, "BadRequest", "The batch is not JSON.")
		return
	}
	if len(in.Requests) == 0 || len(in.Requests) > maxBatch {
		h.fail(w, r, http.StatusBadRequest, "BadRequest", fmt.Sprintf("The batch has %d requests; 1 to %d are allowed.", len(in.Requests), maxBatch))
		return
	}
	if !arranged(in.Requests) {
		h.fail(w, r, http.StatusBadRequest, "BadRequest", "The requests of the batch neither stand in a row nor wait for the same one.")
		return
	}
	failed := map[string]bool{}
	out := []batchResponse{}
	for _, item := range in.Requests {
		res := h.item(r, version, item, failed)
		failed[item.ID] = res.Status >= 400
		out = append(out, res)
	}
	write(w, http.StatusOK, map[string]any{"responses": out})
}

// arranged reports whether Graph would take a batch: either each request waits
// for the one before, or all that wait do so for the same one.
func arranged(requests []batchRequest) bool {
	row, same, first := true, true, ""
	for n, item := range requests {
		if len(item.DependsOn) > 1 {
			return false
		}
		on := strings.Join(item.DependsOn, "")
		row = row && (n == 0) == (on == "") && (n == 0 || on == requests[n-1].ID)
		if first == "" {
			first = on
		}
		same = same && (on == "" || on == first)
	}
	return row || same
}

// item answers one call of a batch.
func (h *Handler) item(r *http.Request, version string, item batchRequest, failed map[string]bool) batchResponse {
	for _, id := range item.DependsOn {
		if done, known := failed[id]; done || !known {
			return batchResponse{ID: item.ID, Status: http.StatusFailedDependency}
		}
	}
	u, err := url.Parse("/" + version + "/" + strings.TrimPrefix(item.URL, "/"))
	if err != nil {
		return batchResponse{ID: item.ID, Status: http.StatusBadRequest}
	}
	call := (&http.Request{Method: item.Method, URL: u, Host: r.Host, TLS: r.TLS, Header: http.Header{}, Body: http.NoBody}).WithContext(r.Context())
	call.Header.Set("Authorization", r.Header.Get("Authorization"))
	for key, value := range item.Headers {
		call.Header.Set(key, value)
	}
	rec := &recorder{header: http.Header{}, status: http.StatusOK}
	h.single(rec, call)
	return rec.response(item.ID)
}

// single is ServeHTTP for a call of a batch, where a cut connection becomes a
// gateway's error.
func (h *Handler) single(rec *recorder, call *http.Request) {
	defer func() {
		if p := recover(); p == http.ErrAbortHandler {
			rec.status = http.StatusBadGateway
		} else if p != nil {
			panic(p)
		}
	}()
	h.ServeHTTP(rec, call)
}

// recorder keeps an answer for its batch.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(p []byte) (int, error) { return r.body.Write(p) }

func (r *recorder) response(id string) batchResponse {
	res := batchResponse{ID: id, Status: r.status, Headers: map[string]string{}}
	for _, key := range []string{"Content-Type", "Location", "Retry-After", "request-id"} {
		if v := r.header.Get(key); v != "" {
			res.Headers[key] = v
		}
	}
	data := bytes.TrimSpace(r.body.Bytes())
	switch {
	case len(data) == 0:
	case json.Valid(data):
		res.Body = data
	default:
		res.Body = encoded(base64.StdEncoding.EncodeToString(r.body.Bytes()))
	}
	return res
}
