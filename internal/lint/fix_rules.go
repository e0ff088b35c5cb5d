package lint

// fixer repairs one finding of a page: it returns the page's new content, or
// false where the place is not as it expects.
type fixer func(data []byte, offset int) ([]byte, bool)

func fixers() map[string]fixer { return map[string]fixer{} }
