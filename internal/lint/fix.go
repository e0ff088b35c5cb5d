package lint

// Fixable reports whether Fix repairs findings of the rule.
func (r Rule) Fixable() bool {
	_, ok := fixers()[r.ID]
	return ok
}
