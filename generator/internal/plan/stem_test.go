package plan

import (
	"testing"

	"github.com/graphgen/graphgen/generator/naming"
)

// TestStems wants every service and every method to have a stem of its own.
func TestStems(t *testing.T) {
	names := []naming.Name{
		{Chain: "AB", Method: "Get"}, {Chain: "A.B", Method: "Get"}, {Chain: "A", Method: "BGet"},
		{Chain: "AB2", Method: "Get"}, {Chain: "A.B.C", Method: "List"}, {Chain: "A.BC", Method: "List"},
	}
	p := &planner{stems: serviceStems(names), taken: map[string]bool{}}
	for chain, want := range map[string]string{"A": "A", "A.B": "AB", "AB": "AB3", "AB2": "AB2", "A.B.C": "ABC", "A.BC": "ABC2"} {
		if got := p.stems[chain]; got != want {
			t.Errorf("stem of %s is %s, want %s", chain, got, want)
		}
	}
	for i, want := range []string{"AB3Get", "ABGet", "ABGet2", "AB2Get", "ABCList", "ABC2List"} {
		if got := p.methodStem(&names[i]); got != want {
			t.Errorf("stem of %v is %s, want %s", names[i], got, want)
		}
	}
}
