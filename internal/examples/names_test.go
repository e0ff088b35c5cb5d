package examples

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
)

// TestNames holds every operation to one method of its own, and the names of
// methods and types to what they are without a random tenth of the pages.
func TestNames(t *testing.T) {
	api, _ := pagetest.Load(t, pagetest.Corpus(t, "en-2021-07.zip"), parser.Options{})
	for _, version := range []string{"v1.0", "beta"} {
		calls, types := namesOf(t, api, version)
		t.Logf("%s: %d operations, %d types", version, len(calls), len(types))
		for seed := range uint64(2) {
			lessCalls, lessTypes := namesOf(t, without(api, seed), version)
			moved(t, calls, lessCalls)
			moved(t, types, lessTypes)
		}
	}
}

// without leaves a tenth of the pages out.
func without(api *model.API, seed uint64) *model.API {
	random := rand.New(rand.NewPCG(seed, 1))
	less := &model.API{}
	for _, p := range api.Pages {
		if random.IntN(10) > 0 {
			less.Pages = append(less.Pages, p)
		}
	}
	for _, r := range api.Resources {
		if random.IntN(10) > 0 {
			less.Resources = append(less.Resources, r)
		}
	}
	return less
}

var placeholder = regexp.MustCompile(`\{[^}]*\}|<[^>]*>`)

// namesOf returns the calls by method and path and the Go types by name.
func namesOf(t *testing.T, api *model.API, version string) (calls, types map[string]string) {
	made, err := generator.Make(api, generator.Options{Version: version})
	if err != nil {
		t.Fatal(err)
	}
	calls, types = map[string]string{}, map[string]string{}
	owner := map[string]string{}
	for _, op := range made.Operations {
		k := strings.ToLower(op.Method + " " + placeholder.ReplaceAllString(op.Path, "{}"))
		if other := owner[op.Call]; other != "" {
			t.Errorf("%s is the name of %s and %s", op.Call, other, k)
		}
		calls[k], owner[op.Call] = op.Call, k
	}
	for _, f := range made.Files {
		for _, m := range kind.FindAllSubmatch(f.Data, -1) {
			types[strings.ToLower(string(m[2]))] = string(m[1])
		}
	}
	return calls, types
}

func moved(t *testing.T, all, less map[string]string) {
	t.Helper()
	n := 0
	for k, name := range less {
		if all[k] != "" && all[k] != name {
			if n++; n <= 10 {
				t.Errorf("%s is %s, and %s without other pages", k, all[k], name)
			}
		}
	}
	if n > 10 {
		t.Errorf("%d names move", n)
	}
}
