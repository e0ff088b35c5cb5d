package plan

import (
	"testing"

	"github.com/graphgen/graphgen/generator/naming"
)

// TestStems wants every service and every method to have a stem of its own.
func TestStems(t *testing.T) {
	names := []naming.Name{
		{Chain: "AB", Method: "Get"}, {Chain: "A.B", Method: "Get"}, {Chain: "A", Method: "BGet"},
		{Chain: "AB2", Method: "Get"}, {Chain: "A.B.C", Method: "List"}, {Chain: "A.BC", Method: "List"}, {Chain: "D", Method: "List"},
	}
	constants := map[string]string{"DService": "service", "D3ListOptions": "listOptions", "D2Service": "service"}
	p := &planner{stems: serviceStems(names, constants), taken: map[string]bool{}, types: &typeSet{taken: constants}}
	for chain, want := range map[string]string{"A": "A", "A.B": "AB", "AB": "AB3", "AB2": "AB2", "A.B.C": "ABC", "A.BC": "ABC2", "D": "D3"} {
		if got := p.stems[chain]; got != want {
			t.Errorf("stem of %s is %s, want %s", chain, got, want)
		}
	}
	for i, want := range []string{"AB3Get", "ABGet", "ABGet2", "AB2Get", "ABCList", "ABC2List", "D3List2"} {
		if got := p.methodStem(&names[i]); got != want {
			t.Errorf("stem of %v is %s, want %s", names[i], got, want)
		}
	}
}
