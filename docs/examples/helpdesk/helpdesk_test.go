package main

import (
	"bytes"
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/docs/mock"
	"github.com/graphgen/graphgen/generated/graph"
	"github.com/graphgen/graphgen/internal/build"
)

// TestMorning runs every command against the examples of the pages.
func TestMorning(t *testing.T) {
	s := &build.Session{}
	defer s.Close()
	d, err := s.Load(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mock.New(d.API, mock.Options{}))
	defer server.Close()
	client, err := graph.NewClient(graph.StaticToken("t"), graph.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.txt")
	if err := os.WriteFile(file, []byte("all is well"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run(t.Context(), client, &out, []string{"morning", file}); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	for _, start := range []string{"user ", "mail from ", "device ", "report "} {
		if !strings.Contains("\n"+out.String(), "\n"+start) {
			t.Errorf("no line starts with %q:\n%s", start, out.String())
		}
	}
	if err := run(t.Context(), client, &out, []string{"sleep"}); err == nil || err.Error() != "expected one of devices, mail, morning, report, users" {
		t.Errorf("got %v", err)
	}
}
