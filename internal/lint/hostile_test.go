package lint

import (
	"math/rand/v2"
	"testing"

	"github.com/graphgen/graphgen/internal/pagetest"
)

// TestHostile reads and repairs damaged pages: cut off, with parts lost,
// repeated or swapped, with signs of Markdown, JSON and HTTP in wrong places.
func TestHostile(t *testing.T) {
	rounds := 300
	if testing.Short() {
		rounds = 30
	}
	random := rand.New(rand.NewPCG(1, 2))
	signs := []string{"|", "`", "```", "{", "}", "[", "](", "<!--", "-->", "#", "\"", ":", "\n", "\x00", "\xff", "/", "..", "'", "(", "é", "<a name=", "---", "HTTP/1.1 ", "GET "}
	for range rounds {
		docs := cleanPages(t)
		for name, data := range docs {
			docs[name] = damage(random, data, signs)
		}
		r := run(t, docs, Options{English: cleanPages(t)})
		for _, f := range r.Findings {
			if f.Rule == "internal-error" || !f.Pos.IsValid() {
				t.Fatalf("%s", f)
			}
		}
		fixOne(t, docs)
	}
}

func fixOne(t *testing.T, docs pagetest.Docs) {
	t.Helper()
	if _, err := NewFixer(docs).Page(t.Context(), itemGet); err != nil {
		t.Fatal(err)
	}
}

func damage(random *rand.Rand, data []byte, signs []string) []byte {
	out := append([]byte(nil), data...)
	for range 1 + random.IntN(6) {
		i, j := random.IntN(len(out)+1), random.IntN(len(out)+1)
		i, j = min(i, j), max(i, j)
		switch random.IntN(5) {
		case 0: // a part is lost
			j = min(j, i+80)
			out = append(out[:i:i], out[j:]...)
		case 1: // a part stands twice
			j = min(j, i+300)
			out = append(out[:j:j], out[i:]...)
		case 2:
			if random.IntN(20) == 0 {
				out = out[:i]
			}
		default:
			sign := signs[random.IntN(len(signs))]
			out = append(out[:i:i], append([]byte(sign), out[i:]...)...)
		}
	}
	return out
}
