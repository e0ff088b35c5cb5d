package lint

import (
	"fmt"
	"strings"
)

// Document returns the page of the rule for docs/rules.
func (r Rule) Document() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!-- Written by go test ./internal/lint -update; edit the rule's table instead. -->\n\n")
	fmt.Fprintf(&b, "# %s\n\n%s.\n\n", r.ID, sentence(r.Title))
	fmt.Fprintf(&b, "| Severity | About | Repaired by --fix |\n|---|---|---|\n| %s | %s | %s |\n\n", r.Severity, r.Group, yesNo(r.Fixable()))
	fmt.Fprintf(&b, "%s\n", r.Help)
	if r.Bad != "" {
		fmt.Fprintf(&b, "\nThe fault:\n\n%s\nInstead:\n\n%s", fenced(r.Bad), fenced(r.Good))
	}
	fmt.Fprintf(&b, "\nTo accept it on a page, with a reason:\n\n```markdown\n<!-- graphgen:ignore %s because ... -->\n```\n", r.ID)
	return b.String()
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// fenced puts s into a code block whose fence s does not hold.
func fenced(s string) string {
	fence := "```"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	return fence + "markdown\n" + s + "\n" + fence + "\n"
}

// Index returns docs/rules/README.md: every rule, with how often it was found
// in the sets of pages that count names.
func Index(corpus string, count map[string]int, notes string) string {
	var b strings.Builder
	b.WriteString("<!-- The table is written by go test ./internal/lint -update. -->\n\n# Rules of graphgen lint\n\n")
	total := 0
	for _, n := range count {
		total += n
	}
	rules := Rules()
	fmt.Fprintf(&b, "%d rules. The last column counts the findings in %s: %d in all.\n", len(rules), corpus, total)
	for _, g := range groups() {
		fmt.Fprintf(&b, "\n## %s\n\n| Rule | Severity | Fault | --fix | Found |\n|---|---|---|---|--:|\n", sentence(g.name))
		for _, r := range rules {
			if r.Group == g.name {
				fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s | %s | %d |\n", r.ID, r.ID, r.Severity, r.Title, yesNo(r.Fixable()), count[r.ID])
			}
		}
	}
	b.WriteString("\n" + notes)
	return b.String()
}
