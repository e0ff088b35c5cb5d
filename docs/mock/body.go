package mock

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// page cuts a collection to the page that the call asks for, and links to the
// next. Deltas end with a link to start from.
func page(body map[string]json.RawMessage, r *http.Request, size int, base string) {
	var all []json.RawMessage
	if json.Unmarshal(body["value"], &all) != nil {
		return
	}
	query := r.URL.Query()
	if top, err := strconv.Atoi(query.Get("$top")); err == nil && top > 0 {
		size = top
	}
	start, err := strconv.Atoi(query.Get("$skiptoken"))
	if err != nil || start < 0 || start > len(all) {
		start = 0
	}
	end := len(all)
	if size > 0 && size < end-start {
		end = start + size
	}
	delete(body, "@odata.nextLink")
	delta := body["@odata.deltaLink"] != nil || strings.HasSuffix(strings.TrimSuffix(r.URL.Path, "()"), "/delta")
	delete(body, "@odata.deltaLink")
	if query.Get("$deltatoken") != "" {
		start, end = 0, 0 // nothing changes here
	}
	body["value"] = encoded(all[start:end:end])
	if all == nil {
		body["value"] = json.RawMessage("[]")
	}
	if query.Get("$count") == "true" {
		body["@odata.count"] = encoded(len(all))
	}
	switch {
	case end < len(all) && query.Get("$deltatoken") == "":
		body["@odata.nextLink"] = encoded(link(r, base, "$skiptoken", strconv.Itoa(end)))
	case delta:
		body["@odata.deltaLink"] = encoded(link(r, base, "$deltatoken", "latest"))
	}
}

// link is the URL of the call with one more query option.
func link(r *http.Request, base, key, value string) string {
	query := r.URL.Query()
	query.Del("$skiptoken")
	query.Del("$deltatoken")
	query.Set(key, value)
	return base + r.URL.EscapedPath() + "?" + strings.ReplaceAll(query.Encode(), "%24", "$")
}

func encoded(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage("null")
	}
	return data
}

// local makes links that a client follows lead to this server.
func local(body map[string]json.RawMessage, base string) {
	if body["uploadUrl"] != nil {
		body["uploadUrl"] = encoded(base + ownPrefix + "upload")
		body["nextExpectedRanges"] = json.RawMessage(`["0-"]`)
	}
	if body["@microsoft.graph.downloadUrl"] != nil {
		body["@microsoft.graph.downloadUrl"] = encoded(base + ownPrefix + "content")
	}
	for _, key := range []string{"@odata.nextLink", "@odata.deltaLink"} {
		var text string
		if json.Unmarshal(body[key], &text) != nil {
			continue
		}
		if u, err := url.Parse(text); err == nil && u.Host != "" && !strings.HasPrefix(text, base) {
			body[key] = encoded(base + u.RequestURI())
		}
	}
}
