package locale

import (
	"math/rand"
	"strings"
	"testing"
)

func TestFragments(t *testing.T) {
	f := NewFragments([]string{"no body", "必須", "isn't", "obrigatóri", "--"})
	for _, tt := range []struct {
		text string
		want bool
	}{
		{"", false},
		{"There is NO BODY.", true},
		{"nobody", false},
		{"no bod", false},
		{"ody no bodno body", true},
		{"It Isn'T", true},
		{"値は必須です", true},
		{"Obrigatório", true},
		{"OBRIGATÓRIO", true},
		{"é no body", true},
		{"a--b", true},
		{"a-b", false},
	} {
		if got := f.In(tt.text); got != tt.want {
			t.Errorf("In(%q) = %t", tt.text, got)
		}
	}
}

// TestWordsAreFound looks for every fragment of the data in a sentence around it.
func TestWordsAreFound(t *testing.T) {
	w := &Load().Words
	lists := map[string]*Fragments{"required": &w.Required, "optional": &w.Optional, "noBody": &w.NoBody, "collection": &w.Collection,
		"deprecated": &w.Deprecated, "notFor": &w.NotFor, "notSupportedQuery": &w.NotSupportedQuery, "inURL": &w.InURL, "object": &w.Object, "binary": &w.Binary}
	for name, f := range lists {
		if len(f.All()) == 0 || f.In("zzz") {
			t.Errorf("%s: %d fragments, one in no text: %t", name, len(f.All()), f.In("zzz"))
		}
		for _, s := range f.All() {
			if s != strings.ToLower(s) {
				t.Errorf("%s: %q is not in lower case", name, s)
			}
			if !f.In("Before "+strings.ToUpper(s)+" after.") && IsASCII(s) || !f.In("Before "+s+" after.") {
				t.Errorf("%s: %q is not found", name, s)
			}
		}
	}
	if !w.Required.In("required") {
		t.Error("the English word is missing")
	}
}

func TestIsASCII(t *testing.T) {
	for n := range 20 {
		s := strings.Repeat("a", n)
		if !IsASCII(s) || IsASCII(s+"é") || IsASCII("é"+s) {
			t.Errorf("wrong for %d letters", n)
		}
	}
}

func TestLookUp(t *testing.T) {
	m := map[string]int{"accept-language": 1, "été": 2, strings.Repeat("x", 100): 3}
	for s, want := range map[string]int{"Accept-Language": 1, "ÉTÉ": 2, strings.Repeat("X", 100): 3, "other": 0} {
		if got, ok := LookUp(m, s); got != want || ok != (want > 0) {
			t.Errorf("LookUp(%q) = %d, %t", s, got, ok)
		}
	}
}

// TestAnyCase looks for fragments in random texts, some of letters that change
// their length or script with their case, and in bytes that are no text.
func TestAnyCase(t *testing.T) {
	signs := []string{"k", "K", "K", "s", "S", "ſ", "i", "I", "ı", "İ", "ß", "ẞ", "é", "É", "ｋ", "Ｋ", "必", "須", " ", "-", "\xff", "\xe5", "\x00", "o", "O"}
	random := rand.New(rand.NewSource(1))
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(signs[random.Intn(len(signs))])
		}
		return b.String()
	}
	found := 0
	for range 5000 {
		list, m := []string{}, map[string]int{}
		for i := range 1 + random.Intn(4) {
			s := strings.ToLower(text(1 + random.Intn(3)))
			list, m[s] = append(list, s), i
		}
		f := NewFragments(list)
		for _, n := range []int{1, 2, 3, 9, 70} {
			s := text(n)
			if random.Intn(2) == 0 {
				s = strings.Map(func(r rune) rune { return min(r, 'z') }, s) // ASCII
			}
			want := Contains(strings.ToLower(s), list)
			if want {
				found++
			}
			if got := f.In(s); got != want {
				t.Fatalf("%q in %q: %t", list, s, got)
			}
			key, ok := m[strings.ToLower(s)]
			if got, found := LookUp(m, s); got != key || found != ok {
				t.Fatalf("%q of %q: %d, %t", s, list, got, found)
			}
		}
	}
	if found < 1000 {
		t.Errorf("only %d texts hold a fragment", found)
	}
}
