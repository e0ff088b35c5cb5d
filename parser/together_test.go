package parser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// readCell reads the text of a cell of a permission table.
func readCell(text string) scopeCell {
	doc := markdown.Parse(source.NewFile("x.md", nil))
	p := &permissionReader{pageReader: &pageReader{doc: doc, loc: locale.Load(), page: &model.Page{}}, doc: doc}
	return p.scopes(markdown.Cell{Text: text})
}

func TestTogether(t *testing.T) {
	const vague = "vague"
	tests := []struct{ cell, want string }{
		{"A.Read, B.Read", ""},
		{"A.Read or B.Read", ""},
		{"One of A.Read, B.Read", ""},
		{"A.Read and B.Read", "A.Read; B.Read"},
		{"Both A.Read and B.Read.", "A.Read; B.Read"},
		{"**A.Read** AND `B.Read`", "A.Read; B.Read"},
		{"A.Read and B.Read and C.Read", "A.Read; B.Read; C.Read"},
		{"A.Read and C.Read, B.Read and C.Read", "A.Read B.Read; C.Read"},
		{"A.Read and C.Read,B.Read and D.Read", "A.Read B.Read; A.Read D.Read; C.Read B.Read; C.Read D.Read"},
		{"A.Read and B.Read<br/>C.Read", "A.Read C.Read; B.Read C.Read"},
		{"For users: A.Read and B.Read<br>For devices: A.Read and C.Read", "A.Read; B.Read C.Read"},
		{"A.Read, B.Read plus C.Read", "A.Read B.Read; C.Read"},
		{"One from A.Read, B.Read plus either C.Read or D.Read", "A.Read B.Read; C.Read D.Read"},
		{"A.Read and B.Read, A.Read", "A.Read"},
		{"A.Read 和 B.Read、C.Read", "A.Read C.Read; B.Read C.Read"},
		{"A.Read、B.Read かつ C.Read", "A.Read; B.Read; C.Read"},
		{"A.Read, B.Read and C.Read", "A.Read; B.Read; C.Read"},
		{"A.Read or B.Read and C.Read", vague},
		{"A.Read, B.Read, and C.Read", vague},
		{"A.Read, and B.Read", vague},
		{"A.Read, B.Read and C.Read plus D.Read", "A.Read; B.Read; C.Read; D.Read"},
		{"A.Read and B.Read where the user is a guest", vague},
		{"Not A.Read and B.Read", vague},
		{"A.Read and sometimes B.Read and C.Read", vague},
		{"A.Read B.Read, A.Read and C.Read", vague},
		{"the scopes and roles of A.Read, B.Read", ""},
	}
	for _, tt := range tests {
		c := readCell(tt.cell)
		p := model.Permission{Scopes: c.scopes}
		p.SetAllOf(c.together)
		var sets []string
		for _, set := range p.AllOf {
			sets = append(sets, strings.Join(set, " "))
		}
		got := strings.Join(sets, "; ")
		if c.vague {
			got += vague
		}
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.cell, got, tt.want)
		}
	}
}

// TestTogetherBound has cells that no page has.
func TestTogetherBound(t *testing.T) {
	pairs := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "A%d.Read and B%d.Read, ", i, i)
		}
		return strings.TrimSuffix(b.String(), ", ")
	}
	if c := readCell(pairs(maxTogether)); c.together != nil || !c.vague || len(c.scopes) != 2*maxTogether {
		t.Errorf("%d scopes, %d sets, vague %t", len(c.scopes), len(c.together), c.vague)
	}
	if c := readCell(pairs(maxTogether / 2)); len(c.together) > maxTogether {
		t.Errorf("%d sets", len(c.together))
	}
}
