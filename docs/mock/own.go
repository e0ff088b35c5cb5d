package mock

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// ownPrefix starts the paths of this server that stand for other hosts: where
// files lie, uploads go and long operations are watched.
const ownPrefix = "/_graphgen/"

// content is what every file holds.
const content = "graphgen mock content\n"

func (h *Handler) own(w http.ResponseWriter, r *http.Request) {
	switch strings.TrimPrefix(r.URL.Path, ownPrefix) {
	case "content":
		http.ServeContent(w, r, "content.txt", time.Time{}, strings.NewReader(content))
	case "monitor":
		write(w, http.StatusOK, map[string]any{"status": "completed", "percentageComplete": 100, "resourceId": "01"})
	case "upload":
		h.upload(w, r)
	default:
		h.fail(w, r, http.StatusNotFound, "ResourceNotFound", "Nothing is served here.")
	}
}

// upload takes the parts of an upload session. It keeps nothing: the part
// itself says where it belongs.
func (h *Handler) upload(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodDelete {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if r.Method == http.MethodGet {
		write(w, http.StatusOK, map[string]any{"nextExpectedRanges": []string{"0-"}})
		return
	}
	var first, last, total int64
	n, err := fmt.Sscanf(r.Header.Get("Content-Range"), "bytes %d-%d/%d", &first, &last, &total)
	if n != 3 || err != nil || last < first || last >= total {
		h.fail(w, r, http.StatusBadRequest, "invalidRequest", "The Content-Range header is missing or malformed.")
		return
	}
	if got, err := io.Copy(io.Discard, r.Body); err != nil || got != last-first+1 {
		h.fail(w, r, http.StatusBadRequest, "invalidRequest", "The body does not have the length of its range.")
		return
	}
	if last+1 < total {
		write(w, http.StatusAccepted, map[string]any{"nextExpectedRanges": []string{strconv.FormatInt(last+1, 10) + "-"}})
		return
	}
	write(w, http.StatusCreated, map[string]any{"id": "01", "name": "content.txt", "size": total, "file": json.RawMessage("{}")})
}
