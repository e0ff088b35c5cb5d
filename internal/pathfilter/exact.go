package pathfilter

import "strings"

// Exact returns the pattern that matches one documented path alone, with the
// methods given.
func Exact(path string, methods ...string) string {
	var b strings.Builder
	for rest := path; rest != ""; {
		literal, after, open := strings.Cut(rest, "{")
		b.WriteString(escape(literal))
		if !open {
			break
		}
		var name string
		name, rest, _ = strings.Cut(after, "}")
		if strings.ContainsAny(name, ",{") {
			name = "value" // the name does not matter, and a comma would mean alternatives
		}
		b.WriteString("{" + name + "}")
	}
	if len(methods) > 0 {
		b.WriteString("#" + strings.Join(methods, ","))
	}
	return b.String()
}

// escape takes the meaning from the characters that mean something in globs.
func escape(literal string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`, `]`, `\]`, `}`, `\}`).Replace(literal)
}
