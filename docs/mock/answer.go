package mock

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/model"
)

// answer gives the documented response of a route.
func (h *Handler) answer(w http.ResponseWriter, r *http.Request, route *route) {
	status, headers, body := documented(route.page, r.Method)
	base := base(r)
	switch {
	case status == http.StatusFound:
		w.Header().Set("Location", base+ownPrefix+"content")
		w.WriteHeader(status)
	case status == http.StatusAccepted && headers["Location"] != "":
		w.Header().Set("Location", base+ownPrefix+"monitor")
		w.WriteHeader(status)
	case body == nil:
		h.empty(w, route, status)
	default:
		list := body["value"]
		if _, collection := documentedType(route.page, status); collection && strings.HasPrefix(string(list), "{") {
			list = slices.Concat(json.RawMessage("["), list, json.RawMessage("]")) // an example that shows one element
			body["value"] = list
		}
		if isArray(list) {
			page(body, r, h.opts.PageSize, base)
		}
		local(body, base)
		write(w, status, body)
	}
}

// base is where the call came to.
func base(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// empty answers where the page shows no body.
func (h *Handler) empty(w http.ResponseWriter, route *route, status int) {
	t, collection := documentedType(route.page, status)
	count := strings.HasSuffix(route.path, "/$count")
	switch {
	case status == http.StatusNoContent || t == "" && (status != http.StatusOK || route.method != http.MethodGet):
		w.WriteHeader(status)
	case t == "Edm.Stream":
		w.Header().Set("Content-Type", "application/octet-stream")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(content)) // the caller may be gone
	case collection:
		write(w, status, map[string]json.RawMessage{"value": json.RawMessage("[]")})
	case count && (t == "" || t == "Edm.Int32"):
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(status)
		_, _ = w.Write([]byte("0"))
	default:
		write(w, status, map[string]json.RawMessage{})
	}
}

// documented returns what the page's first example of a method answers. A nil
// body means that it shows none.
func documented(page *model.Page, method string) (status int, headers map[string]string, body map[string]json.RawMessage) {
	for _, e := range page.Examples {
		if e.Request.Method != "" && e.Request.Method != method || e.Response.Status == 0 || e.Response.Status >= 400 {
			continue
		}
		return e.Response.Status, e.Response.Headers, object(e.Response.Body)
	}
	for _, r := range page.Responses {
		if r.Status < 400 {
			return r.Status, nil, nil
		}
	}
	return http.StatusOK, nil, nil
}

func documentedType(page *model.Page, status int) (string, bool) {
	i := slices.IndexFunc(page.Responses, func(r model.Response) bool { return r.Status == status })
	if i < 0 {
		return "", false
	}
	return page.Responses[i].Type, page.Responses[i].Collection
}

// object reads an example body, whatever small faults it has.
func object(text string) map[string]json.RawMessage {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var body map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &body) == nil {
		return body
	}
	value, _ := loosejson.Parse(text)
	data := value.Append(nil)
	if json.Unmarshal(data, &body) != nil {
		return nil
	}
	return body
}

func isArray(raw json.RawMessage) bool { return strings.HasPrefix(strings.TrimSpace(string(raw)), "[") }

func write(w http.ResponseWriter, status int, body any) {
	data, err := json.Marshal(body)
	if err != nil {
		status, data = http.StatusInternalServerError, []byte("{}")
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(data, '\n')) // the caller may be gone
}

// fail answers in Graph's form of an error.
func (h *Handler) fail(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	write(w, status, map[string]any{"error": map[string]any{
		"code": code, "message": message,
		"innerError": map[string]string{
			"date":              w.Header().Get("Date"),
			"request-id":        w.Header().Get("request-id"),
			"client-request-id": w.Header().Get("client-request-id"),
		},
	}})
}
