package build

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/graphgen/graphgen/internal/cache"
)

// TestPageVanishes deletes pages while others are read: an operation must not
// go missing from a client in silence.
func TestPageVanishes(t *testing.T) {
	for _, store := range []*cache.Store{nil, cache.Open(t.TempDir(), cache.DefaultLimit)} {
		docs := t.TempDir()
		for i := range 20 {
			put(t, docs, fmt.Sprintf("v1.0/api/thing-%02d.md", i), page)
		}
		var once sync.Once
		s := &Session{Cache: store, Progress: func(int, int) {
			once.Do(func() {
				if err := os.Remove(filepath.Join(docs, "v1.0/api/thing-19.md")); err != nil {
					t.Error(err)
				}
			})
		}}
		_, err := s.Package(context.Background(), Spec{Docs: docs, Package: "graph"})
		if err == nil || !strings.Contains(err.Error(), "v1.0/api/thing-19.md vanished") {
			t.Errorf("got %v", err)
		}
		s.Close()
	}
}
