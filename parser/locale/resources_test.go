package locale

import (
	"strings"
	"testing"
)

// TestNull holds the fragments to the part that is looked for first.
func TestNull(t *testing.T) {
	for _, fragment := range Load().Resources(false).Nullable {
		if !strings.Contains(fragment, Null) {
			t.Errorf("%q does not hold %q", fragment, Null)
		}
	}
}
