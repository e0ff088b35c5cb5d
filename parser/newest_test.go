package parser_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
)

var update = flag.Bool("update", false, "rewrite testdata/newest.txt")

// TestNewestPages compares what is read from pages of the newest form with
// facts that were checked by hand against each page.
func TestNewestPages(t *testing.T) {
	docs := pagetest.Corpus(t, "en-2026-sample.zip")
	api, _ := pagetest.Load(t, docs, parser.Options{Kinds: []string{parser.KindAPI}})
	var b strings.Builder
	for _, p := range api.Pages {
		writeFacts(&b, p)
	}
	const file = "testdata/newest.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != string(want) {
		t.Errorf("facts differ (-want +got):\n%s", udiff.Unified("want", "got", string(want), got))
	}
}

// writeFacts writes the facts of a page, one a line. A star marks the least
// privileged scopes and what is required, "[]" a collection.
func writeFacts(b *strings.Builder, p *model.Page) {
	fmt.Fprintf(b, "%s %s\n", p.Source.File, p.Namespace)
	for _, q := range p.Requests {
		fmt.Fprintf(b, "  %s %s\n", q.Method, q.Path)
		for _, e := range q.Permissions {
			fmt.Fprintf(b, "    %s\n", permissionFact(e))
		}
	}
	for _, e := range p.Permissions {
		fmt.Fprintf(b, "  %s\n", permissionFact(e))
	}
	if p.PermissionOrder != model.Unspecified {
		fmt.Fprintf(b, "  order %s\n", p.PermissionOrder)
	}
	for _, h := range p.RequestHeaders {
		fmt.Fprintf(b, "  header %s%s %s\n", h.Name, star(h.Required), h.Value)
	}
	writeParameters(b, "query", p.QueryParameters)
	writeParameters(b, "path", p.PathParameters)
	writeParameters(b, "function", p.FunctionParameters)
	fmt.Fprintf(b, "  body %s %s\n", p.RequestBody.Kind, typeFact(p.RequestBody.Type, p.RequestBody.Collection))
	for _, x := range p.RequestBody.Properties {
		fmt.Fprintf(b, "    %s%s %s\n", x.Name, star(x.Required), typeFact(x.Type, x.Collection))
	}
	for _, x := range p.Responses {
		fmt.Fprintf(b, "  %d %s\n", x.Status, typeFact(x.Type, x.Collection))
	}
	for _, x := range p.Examples {
		fmt.Fprintf(b, "  example %q %s body=%t headers=%d -> %d %s body=%t headers=%d\n", x.Name,
			x.Request.Method, x.Request.Body != "", len(x.Request.Headers),
			x.Response.Status, typeFact(x.Response.Type, x.Response.Collection), x.Response.Body != "", len(x.Response.Headers))
	}
}

func writeParameters(b *strings.Builder, kind string, list []model.Parameter) {
	for _, x := range list {
		fmt.Fprintf(b, "  %s %s%s %s\n", kind, x.Name, star(x.Required), typeFact(x.Type, x.Collection))
	}
}

func permissionFact(e model.Permission) string {
	words := []string{e.Type}
	if e.Context != "" {
		words = append(words, "("+e.Context+")")
	}
	for _, s := range e.Scopes {
		words = append(words, s+star(slices.Contains(e.Least, s)))
	}
	switch {
	case e.Unreadable:
		words = append(words, "unreadable")
	case !e.Supported:
		words = append(words, "unsupported")
	}
	return strings.Join(words, " ")
}

func typeFact(name string, collection bool) string {
	if collection {
		return name + "[]"
	}
	if name == "" {
		return "-"
	}
	return name
}

func star(is bool) string {
	if is {
		return "*"
	}
	return ""
}
