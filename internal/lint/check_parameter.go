package lint

import (
	"strings"
)

// checkParameters compares the parameters that the page describes with the
// paths that it lists.
func (p *page) checkParameters() {
	if len(p.Page.Requests) == 0 || len(p.Page.FunctionParameters) == 0 {
		return
	}
	var all strings.Builder
	for _, r := range p.Page.Requests {
		all.WriteString(strings.ToLower(r.Path))
		all.WriteByte(' ')
	}
	paths := all.String()
	if !strings.Contains(paths, "=") {
		return // paths that leave their parameters out altogether
	}
	for i := range p.Page.FunctionParameters {
		f := &p.Page.FunctionParameters[i]
		name := strings.ToLower(f.Name)
		if name == "" || strings.ContainsAny(name, " $") || strings.Contains(paths, name) || p.isQuery(f.Name) {
			continue
		}
		p.findings = append(p.findings, p.finding("parameter-not-in-path", f.Pos, "function parameter %q stands in no path of the page", clip(f.Name)))
	}
}

func (p *page) isQuery(name string) bool {
	for i := range p.Page.QueryParameters {
		if strings.EqualFold(p.Page.QueryParameters[i].Name, name) {
			return true
		}
	}
	return false
}
