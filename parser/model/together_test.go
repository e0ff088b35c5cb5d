package model

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// demand makes the sets of "A+C B+C": either A and C, or B and C.
func demand(text string) [][]string {
	var sets [][]string
	for _, alternative := range strings.Fields(text) {
		var all [][]string
		for _, s := range strings.Split(alternative, "+") {
			all = append(all, []string{s})
		}
		sets = Either(sets, all)
	}
	return sets
}

func TestAllOf(t *testing.T) {
	tests := []struct{ scopes, alternatives, want string }{
		{"A B", "A B", "A, B"},
		{"A B", "A+B", "A and B"},
		{"A C B", "A+C B+C", "(A or B) and C"},
		{"A B C", "A+B C", "A and B, or C"},
		{"A C D B", "A+C A+D B+C B+D", "(A or B) and (C or D)"},
		{"A B", "A+B A", "A"},
		{"A C B", "A C+B", "A, or C and B"},
		{"A B C D E F G H I", "A+B C+D E+F G+H", "A and B, or C and D, or E and F, or G and H"},
		{"", "", ""},
	}
	for _, tt := range tests {
		p := Permission{Scopes: strings.Fields(tt.scopes)}
		p.SetAllOf(demand(tt.alternatives))
		if got := p.ScopeText(); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.alternatives, got, tt.want)
		}
	}
}

// TestAllOfGrants compares the sets with the alternatives that they were made
// of, for everything that can be granted.
func TestAllOfGrants(t *testing.T) {
	names := []string{"A", "B", "C", "D", "E"}
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var alternatives []string
		for range 1 + r.IntN(5) {
			alternative := slices.Clone(names)
			r.Shuffle(len(names), func(i, j int) { alternative[i], alternative[j] = alternative[j], alternative[i] })
			alternatives = append(alternatives, strings.Join(alternative[:1+r.IntN(3)], "+"))
		}
		text := strings.Join(alternatives, " ")
		p := Permission{Scopes: slices.Compact(slices.Sorted(slices.Values(strings.FieldsFunc(text, func(c rune) bool { return c == '+' || c == ' ' }))))}
		p.SetAllOf(demand(text))
		for grant := range 1 << len(names) {
			has := func(s string) bool { return grant>>slices.Index(names, s)&1 == 1 }
			want := slices.ContainsFunc(alternatives, func(a string) bool {
				return !slices.ContainsFunc(strings.Split(a, "+"), func(s string) bool { return !has(s) })
			})
			got := !slices.ContainsFunc(p.Sets(), func(set []string) bool { return !slices.ContainsFunc(set, has) })
			if got != want {
				t.Fatalf("%q as %q: granted %05b is %t, want %t", text, p.ScopeText(), grant, got, want)
			}
		}
	}
}

// TestLongSets has sets whose alternatives are too many to list.
func TestLongSets(t *testing.T) {
	scopes := strings.Fields("A B C D E F G H I J K L M N O P Q R")
	p := Permission{Scopes: scopes}
	p.SetAllOf([][]string{scopes[:9], scopes[9:]})
	if got, want := p.ScopeText(), "("+strings.Join(scopes[:9], " or ")+") and ("+strings.Join(scopes[9:], " or ")+")"; got != want {
		t.Errorf("got %q", got)
	}
}

// TestEitherBound has a page that would make two sets of each pair.
func TestEitherBound(t *testing.T) {
	var sets [][]string
	for i := range 40 {
		sets = Either(sets, [][]string{{fmt.Sprint("A", i)}, {fmt.Sprint("B", i)}})
		if len(sets) > maxSets {
			t.Fatalf("%d sets", len(sets))
		}
	}
}

func TestSetAllOfKeepsItsArgument(t *testing.T) {
	sets := [][]string{{"B", "A"}, {"C"}}
	p := Permission{Scopes: []string{"A", "B", "C"}}
	p.SetAllOf(sets)
	if want := [][]string{{"B", "A"}, {"C"}}; !reflect.DeepEqual(sets, want) {
		t.Errorf("the argument became %q", sets)
	}
}

func TestJoin(t *testing.T) {
	var many []string
	for i := range maxJoined {
		many = append(many, fmt.Sprintf("S%d", i))
	}
	tests := []struct {
		scopes, alternatives, more, moreAlternatives string
		kept                                         bool
		want                                         string
	}{
		{"A", "", "B", "", true, "A, B"},
		{"A B", "A+B", "C", "C", true, "A and B, or C"},
		{"A", "", "B C", "B+C", true, "A, or B and C"},
		{"A B", "A+B", "B A", "A B", true, "A, B"},
		{strings.Join(many, " "), "", "X", "", true, strings.Join(many, ", ") + ", X"},
		{strings.Join(many, " "), "", "X Y", "X+Y", false, strings.Join(many, ", ") + ", X, Y"},
		{"X Y", "X+Y", strings.Join(many, " "), "", false, "X, Y, " + strings.Join(many, ", ")},
	}
	for _, tt := range tests {
		p, q := Permission{Scopes: strings.Fields(tt.scopes)}, Permission{Scopes: strings.Fields(tt.more)}
		p.SetAllOf(demand(tt.alternatives))
		q.SetAllOf(demand(tt.moreAlternatives))
		if kept := p.Join(&q); kept != tt.kept || p.ScopeText() != tt.want {
			t.Errorf("%q and %q: got %v, %q, want %q", tt.alternatives, tt.moreAlternatives, kept, p.ScopeText(), tt.want)
		}
	}
}
