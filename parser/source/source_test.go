package source

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestPos(t *testing.T) {
	f := NewFile("v1.0/api/x.md", []byte("ab\n\ncd"))
	for offset, want := range map[int]string{-1: "1:1", 0: "1:1", 2: "1:3", 3: "2:1", 4: "3:1", 6: "3:3", 99: "3:3"} {
		if got := f.Pos(offset).String(); got != "v1.0/api/x.md:"+want {
			t.Errorf("Pos(%d) = %s, want %s", offset, got, want)
		}
	}
}

// TestPosLong counts the lines of a file with lines of all lengths by hand.
func TestPosLong(t *testing.T) {
	var data []byte
	for n := range 70 {
		data = append(append(data, strings.Repeat("x", n*n%1500)...), '\n')
	}
	f := NewFile("x.md", data)
	line, column := 1, 1
	for offset, b := range data {
		if got := f.Pos(offset); got != (Pos{"x.md", line, column}) {
			t.Fatalf("Pos(%d) = %s, want %d:%d", offset, got, line, column)
		}
		column++
		if b == '\n' {
			line, column = line+1, 1
		}
	}
}

func TestPosText(t *testing.T) {
	for _, p := range []Pos{{}, {File: "a.md"}, {File: "a:1.md", Line: 3, Column: 4}, {File: "C:\\x:2:y", Line: 1, Column: 1}} {
		text, err := json.Marshal(p)
		var back Pos
		if err != nil || json.Unmarshal(text, &back) != nil || back != p {
			t.Errorf("%#v became %s and %#v", p, text, back)
		}
	}
}

func TestListSort(t *testing.T) {
	var l List
	b := Pos{"b.md", 1, 1}
	l.Add(b, Error, "z", "say %q", "x")
	l.Add(Pos{"b.md", 1, 2}, Error, "a", "m")
	l.Add(b, Error, "a", "n")
	l.Add(Pos{"a.md", 9, 9}, Info, "q", "m")
	l.Add(b, Error, "z", "say %q", "x")
	l.Sort()
	var got []string
	for _, d := range l {
		got = append(got, d.String())
	}
	want := []string{"a.md:9:9: m (q)", "b.md:1:1: n (a)", `b.md:1:1: say "x" (z)`, "b.md:1:2: m (a)"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSeverityText(t *testing.T) {
	for _, s := range []Severity{0, Info, Warning, Error} {
		text, _ := s.MarshalText()
		var back Severity
		if err := back.UnmarshalText(text); err != nil || back != s {
			t.Errorf("%d became %s and %d", s, text, back)
		}
	}
}
