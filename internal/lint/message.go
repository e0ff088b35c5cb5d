package lint

import (
	"strings"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/markdown"
)

// message is a code block that shows a request, a response or a resource.
type message struct {
	kind   string           // "request", "response", "resource", or "example" for JSON alone
	note   *loosejson.Value // the annotation above, or nil
	noteAt int
	zone   zone
	info   string
	at     int // of the code block

	start   string // the first line of a request or response
	startAt int
	headers []field
	gap     bool // an empty line ends the headers
	body    string
	bodyAt  int
}

// field is one header of a message.
type field struct {
	name, value string
	at          int
}

// readMessages collects the code blocks in HTTP and JSON.
func (p *page) readMessages() {
	var note *markdown.Block
	for i := range p.blocks {
		switch b := &p.blocks[i]; b.Kind {
		case markdown.Annotation:
			note = b
		case markdown.Heading:
			note = nil
		case markdown.Fence:
			if m, ok := newMessage(b, note, p.zones[i]); ok {
				p.messages = append(p.messages, m)
			}
			note = nil
		}
	}
}

func newMessage(b, note *markdown.Block, z zone) (message, bool) {
	m := message{zone: z, info: b.Info, at: b.Offset}
	if note != nil {
		m.note, m.noteAt = note.Note, note.Offset
		switch k := note.Note.Get("blockType").Text(); k {
		case "request", "response", "resource":
			m.kind = k
		}
	}
	text := strings.TrimLeft(b.Text, " \n\t")
	at := b.Offset + len(b.Text) - len(text)
	switch {
	case m.kind == "" && strings.HasPrefix(text, "HTTP/") && (z == zoneExample || z == zoneOther):
		m.kind = "response"
	case m.kind == "" && z == zoneExample:
		switch {
		case httpMethod(text) != "" && isHTTP(b.Info):
			m.kind = "request"
		case strings.HasPrefix(text, "{") && !strings.HasPrefix(text, `{\`) && strings.EqualFold(b.Info, "json"):
			m.kind = "example"
		}
	case m.kind == "" && z == zoneResponse && isHTTP(b.Info) && strings.Contains(text, "://graph.") && httpMethod(text) != "":
		m.kind = "request" // an example without a heading
	}
	if m.kind == "" {
		return m, false
	}
	m.body, m.bodyAt = text, at
	if m.kind != "resource" && (strings.HasPrefix(text, "HTTP") || httpMethod(text) != "") {
		m.split(text, at)
	}
	return m, true
}

// split cuts a message into its first line, headers and body.
func (m *message) split(text string, at int) {
	m.startAt = at
	first := true
	for text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		trimmed := strings.TrimSpace(line)
		switch {
		case first:
			m.start, first = trimmed, false
		case trimmed == "":
			m.gap = true
			m.setBody(rest, at+len(line)+1)
			return
		case m.headers == nil && strings.IndexByte("?&/", trimmed[0]) >= 0:
			m.start += trimmed
		default:
			name, value, ok := strings.Cut(trimmed, ":")
			if !ok || !isHeaderName(name) {
				m.setBody(text, at)
				return
			}
			m.headers = append(m.headers, field{name, strings.TrimSpace(value), at + strings.Index(line, trimmed)})
		}
		at += len(line) + 1
		text = rest
	}
	m.body, m.bodyAt = "", at
}

func (m *message) setBody(text string, at int) {
	trimmed := strings.TrimLeft(text, " \n\t\r")
	m.body, m.bodyAt = strings.TrimRight(trimmed, " \n\t\r"), at+len(text)-len(trimmed)
}

// header returns the value of a header, whatever its case.
func (m *message) header(name string) (string, bool) {
	for _, h := range m.headers {
		if strings.EqualFold(h.name, name) {
			return h.value, true
		}
	}
	return "", false
}

// isJSON reports whether the body is meant to be JSON.
func (m *message) isJSON() bool {
	if m.body == "" || m.body[0] != '{' && m.body[0] != '[' {
		return false
	}
	kind, ok := m.header("content-type")
	return !ok || strings.Contains(strings.ToLower(kind), "json")
}

func isHeaderName(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != '-' && c != '_' && c != '.' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return s != "" && len(s) < 60
}

func isHTTP(info string) bool {
	word, _, _ := strings.Cut(info, " ")
	return word == "" || strings.EqualFold(word, "http") || strings.EqualFold(word, "msgraph-interactive")
}

var httpMethods = [...]string{"GET", "POST", "PATCH", "PUT", "DELETE"}

// httpMethod returns the method that a request line starts with.
func httpMethod(s string) string {
	for _, m := range httpMethods {
		if len(s) > len(m) && strings.HasPrefix(s, m) && (s[len(m)] == ' ' || s[len(m)] == '/') {
			return m
		}
	}
	return ""
}
