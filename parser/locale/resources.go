package locale

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// ResourceWords are lower-case fragments of the text of resource pages.
type ResourceWords struct {
	ReadOnly    []string `json:"readOnly"`
	Nullable    []string `json:"nullable"`
	NotNullable []string `json:"notNullable"`
	// Values open a list of possible values.
	Values []string `json:"values"`
	// TypeTitles stand in the titles of pages that are about a type.
	TypeTitles []string `json:"typeTitles"`
	// Inherits stand before, in Japanese behind, the link to the base type.
	Inherits []string `json:"inherits"`
	// Flags say that the values of an enum combine.
	Flags []string `json:"flags"`
	// Names are translations of property names that tables carry in place of
	// the name, in lower case.
	Names map[string]string `json:"names"`
}

// Null is part of all fragments in ASCII that say that a value may be null.
const Null = "nul"

// resourceWords holds the words of all languages, and those of English alone.
type resourceWords struct{ all, english *ResourceWords }

var loadResourceWords = sync.OnceValue(func() resourceWords {
	all := &ResourceWords{}
	read("resources.json", all)
	return resourceWords{all, all.english()}
})

// english returns the words of w that need no letter beyond ASCII. Pages in
// English are most of all pages, and shorter lists are faster to look for.
func (w *ResourceWords) english() *ResourceWords {
	return &ResourceWords{
		ReadOnly: ascii(w.ReadOnly), Nullable: ascii(w.Nullable), NotNullable: ascii(w.NotNullable), Values: ascii(w.Values),
		TypeTitles: ascii(w.TypeTitles), Inherits: ascii(w.Inherits), Flags: ascii(w.Flags),
	}
}

func ascii(list []string) []string {
	var out []string
	for _, s := range list {
		if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
			out = append(out, s)
		}
	}
	return out
}

// Resources returns the words of resource pages: of all languages where the
// page is translated. They must not be changed.
func (*Tables) Resources(translated bool) *ResourceWords {
	if translated {
		return loadResourceWords().all
	}
	return loadResourceWords().english
}
