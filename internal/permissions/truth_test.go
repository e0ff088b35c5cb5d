package permissions

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
)

// TestTruth compares the permissions of the 2021 pages, v1.0, with the
// service's own permission data of the same date, which lies in a folder truth
// beside the corpus. With -v it prints the classes of disagreement for each
// type of account, and examples of each.
func TestTruth(t *testing.T) {
	truth := readTruth(t)
	api, _ := pagetest.Load(t, pagetest.Corpus(t, "en-2021-07.zip"), parser.Options{})
	counts := map[string]map[string]int{}
	examples := map[string][]string{}
	operations, untabled, unknown := 0, 0, 0
	for _, o := range New(api, []string{"v1.0"}, generator.Options{}).Operations {
		want, ok := truth[o.Method+" "+normal(o.Path)]
		switch {
		case len(o.Rows) == 0:
			untabled++
			continue
		case !ok:
			unknown++
			continue
		}
		operations++
		for _, account := range model.AccountTypes {
			got := o.scopes(account)
			class := classify(got, want[account])
			if counts[account] == nil {
				counts[account] = map[string]int{}
			}
			counts[account][class]++
			if class != same && len(examples[class]) < 5 {
				examples[class] = append(examples[class], fmt.Sprintf("%s %s, %s:\n    page  %v\n    truth %v", o.Method, o.Path, account, got, want[account]))
			}
		}
	}
	t.Logf("%d operations are in both; %d the service's data does not have, %d have no table", operations, unknown, untabled)
	if operations < 2700 {
		t.Errorf("%d operations are in both: expected 2700 and more", operations)
	}
	for _, account := range model.AccountTypes {
		all := counts[account]
		agree := 100 * float64(all[same]) / float64(operations)
		t.Logf("%-18s %.2f%% the same; %v", account, agree, all)
		if agree < 99 {
			t.Errorf("%s: %.2f%% the same: expected 99%% and more", account, agree)
		}
	}
	for _, class := range slices.Sorted(maps.Keys(examples)) {
		t.Logf("%s:\n  %s", class, strings.Join(examples[class], "\n  "))
	}
}

// scopes returns all scopes of an account, of all contexts, sorted.
func (o Operation) scopes(account string) []string {
	var out []string
	for _, r := range o.Rows {
		if r.Account == account {
			out = append(out, r.Scopes...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const same = "same"

// classify says how two sets of scopes differ.
func classify(page, truth []string) string {
	common := 0
	for _, s := range page {
		if slices.Contains(truth, s) {
			common++
		}
	}
	switch {
	case common == len(page) && common == len(truth):
		return same
	case len(page) == 0:
		return "only truth has scopes"
	case len(truth) == 0:
		return "only the page has scopes"
	case common == len(page):
		return "the page has fewer"
	case common == len(truth):
		return "the page has more"
	case common > 0:
		return "each has some of its own"
	}
	return "nothing in common"
}

func readTruth(t *testing.T) map[string]map[string][]string {
	t.Helper()
	name := filepath.Join(filepath.Dir(corpus.Path(t, "en-2021-07.zip")), "..", "truth", "devx_2021_v1.0.json.gz")
	f, err := os.Open(name)
	if err != nil {
		t.Skipf("no permission data of the service beside the corpus: %v", err)
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var truth map[string]map[string][]string
	if err := json.NewDecoder(r).Decode(&truth); err != nil {
		t.Fatal(err)
	}
	return truth
}

// normal writes a path as the permission data does: lower case, no names of
// placeholders, no namespaces, the arguments of functions sorted.
func normal(path string) string {
	path = strings.ToLower(strings.ReplaceAll(path, " ", ""))
	path = regexp.MustCompile(`\{[^{}]*\}|<[^<>/]*>`).ReplaceAllString(path, "{}")
	path = strings.NewReplacer("'{}'", "{}", `"{}"`, "{}").Replace(path)
	segments := strings.Split(path, "/")
	for i, s := range segments {
		name, args, call := strings.Cut(s, "(")
		if rest, ok := strings.CutPrefix(name, "microsoft.graph."); ok {
			name = rest[strings.LastIndexByte(rest, '.')+1:]
		}
		if args, tail, _ := strings.Cut(args, ")"); call && args != "" {
			name += "(" + arguments(args) + ")" + tail
		}
		segments[i] = name
	}
	return strings.Join(segments, "/")
}

func arguments(args string) string {
	names := strings.Split(args, ",")
	for i, a := range names {
		name, _, _ := strings.Cut(a, "=")
		names[i] = name + "={}"
	}
	slices.Sort(names)
	return strings.Join(names, ",")
}
