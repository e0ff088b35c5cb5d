package build

import (
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/cache"
)

// TestPackages makes two packages in one session, after changes of neither, of
// one and of both, and wants each as it is alone.
func TestPackages(t *testing.T) {
	docs, dir := t.TempDir(), t.TempDir()
	specs := []Spec{{Docs: docs, Version: "v1.0", Package: "one"}, {Docs: docs, Version: "beta", Package: "two"}}
	outs := []string{t.TempDir(), t.TempDir()}
	word := func(version, word string) {
		put(t, docs, version+"/api/thing-get.md", strings.ReplaceAll(page, "/things/", "/"+word+"/"))
	}
	for _, step := range []struct {
		name  string
		do    func()
		again []string // the packages that are made again
	}{
		{"first", func() { word("v1.0", "a"); word("beta", "b") }, []string{"one", "two"}},
		{"nothing", func() {}, nil},
		{"one", func() { word("v1.0", "c") }, []string{"one"}},
		{"the other", func() { word("beta", "d") }, []string{"two"}},
		{"both", func() { word("v1.0", "e"); word("beta", "f") }, []string{"one", "two"}},
	} {
		step.do()
		store := cache.Open(dir, cache.DefaultLimit)
		s := &Session{Cache: store, Program: "p"}
		for i := range specs {
			var err error
			if specs[i].Old, err = s.Output(outs[i]); err != nil {
				t.Fatal(err)
			}
		}
		made, err := s.Packages(t.Context(), specs)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for i, p := range made {
			alone := Spec{Docs: docs, Version: specs[i].Version, Package: specs[i].Package}
			if got, want := describe(t, p, outs[i]), run(t, nil, nil, alone, ""); got != want {
				t.Errorf("%s: got\n%s\nwant\n%s", step.name, got, want)
			}
			if p.Files[0].Data != nil {
				names = append(names, specs[i].Package)
			}
			if _, err := specs[i].Old.Write(t.Context(), p.Files); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(names, step.again) {
			t.Errorf("%s: made again: %v, want %v", step.name, names, step.again)
		}
		s.Close()
		if err := store.Flush(); err != nil {
			t.Fatal(err)
		}
	}
}
