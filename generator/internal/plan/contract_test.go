package plan

import "testing"

// TestHeaderOfSeveralSpellings holds the choice between spellings of one header
// to their names: maps have no order.
func TestHeaderOfSeveralSpellings(t *testing.T) {
	headers := map[string]string{"location": "c", "Location": "b", "LOCATION": "a"}
	for range 100 {
		if got := header(headers, "Location"); got != "a" {
			t.Fatalf("header = %q, want that of the first spelling, %q", got, "a")
		}
	}
	if got := header(headers, "Date"); got != "" {
		t.Errorf("header that is not there = %q", got)
	}
}
