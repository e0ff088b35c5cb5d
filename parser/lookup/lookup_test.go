package lookup

import (
	"fmt"
	"testing"
)

// TestFind wants of lists of every length what a search gives, and a look at
// each thing once where the list is long.
func TestFind(t *testing.T) {
	var x Index[string]
	var list []string
	looks := 0
	keyOf := func(i int) string { looks++; return list[i] }
	for n := range 3 * Few {
		name := fmt.Sprint(n % (2 * Few))
		want := -1
		if n >= 2*Few {
			want = n - 2*Few
		}
		if got := x.Find(name, len(list), keyOf); got != want {
			t.Errorf("%s of %d: found at %d, want %d", name, n, got, want)
		}
		list = append(list, name)
	}
	if most := Few*(Few+1)/2 + 3*Few; looks > most {
		t.Errorf("%d looks, want %d", looks, most)
	}
}

func TestRekey(t *testing.T) {
	var x Index[string]
	list := make([]string, 2*Few)
	for i := range list {
		list[i] = fmt.Sprint(i)
	}
	find := func(key string) int { return x.Find(key, len(list), func(i int) string { return list[i] }) }
	find("0")
	list[7] = "seven"
	x.Rekey(7, "7", "seven")
	if find("7") != -1 || find("seven") != 7 || find("8") != 8 {
		t.Errorf("found at %d, %d and %d", find("7"), find("seven"), find("8"))
	}
}
