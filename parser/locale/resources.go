package locale

import "sync"

// ResourceWords are lower-case fragments of the text of resource pages.
type ResourceWords struct {
	ReadOnly    []string `json:"readOnly"`
	Nullable    []string `json:"nullable"`
	NotNullable []string `json:"notNullable"`
	// Values open a list of possible values.
	Values []string `json:"values"`
	// TypeTitles stand in the titles of pages that are about a type.
	TypeTitles []string `json:"typeTitles"`
	// Flags say that the values of an enum combine.
	Flags []string `json:"flags"`
	// Names are translations of property names that tables carry in place of
	// the name, in lower case.
	Names map[string]string `json:"names"`
}

var resourceWords = sync.OnceValue(func() *ResourceWords {
	w := &ResourceWords{}
	read("resources.json", w)
	return w
})

// Resources returns the words of resource pages. They must not be changed.
func (*Tables) Resources() *ResourceWords { return resourceWords() }
