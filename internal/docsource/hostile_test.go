package docsource

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const good = "api-reference/v1.0/api/good-get.md"

// openTest opens a source and returns the codes of its faults.
func openTest(t *testing.T, spec string, limits Limits) (*Source, []string) {
	t.Helper()
	src, err := Open(context.Background(), spec, Options{Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { src.Close() })
	var codes []string
	for _, d := range src.Faults() {
		codes = append(codes, d.Code)
	}
	slices.Sort(codes)
	return src, codes
}

// writeZip writes an archive that add fills, beside one good page.
func writeZip(t *testing.T, add func(w *zip.Writer)) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	entry(t, w, good, "# Good\n")
	add(w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "docs.zip")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func entry(t *testing.T, w *zip.Writer, name, text string) {
	t.Helper()
	f, err := w.Create(name)
	if err == nil {
		_, err = f.Write([]byte(text))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func pageNames(src *Source) []string {
	var names []string
	for _, p := range src.Pages() {
		names = append(names, p.Path)
	}
	return names
}

func TestZipBombIsNotUnpacked(t *testing.T) {
	file := writeZip(t, func(w *zip.Writer) {
		entry(t, w, "api-reference/v1.0/api/bomb-get.md", strings.Repeat("\x00", 12<<20))
		entry(t, w, "api-reference/v1.0/api/large-get.md", strings.Repeat("0", 17<<20))
	})
	if info, err := os.Stat(file); err != nil || info.Size() > 64<<10 {
		t.Fatalf("the archive is no bomb: %v %v", info, err)
	}
	src, codes := openTest(t, file, Limits{})
	if !slices.Equal(codes, []string{"large-file", "large-file"}) {
		t.Errorf("faults %q", codes)
	}
	if got := pageNames(src); !slices.Equal(got, []string{"v1.0/api/good-get.md"}) {
		t.Errorf("pages %q", got)
	}
}

func TestZipEntryWithFalseSizeIsNotRead(t *testing.T) {
	content := []byte(strings.Repeat("long ", 1<<18))
	var packed bytes.Buffer
	fw, _ := flate.NewWriter(&packed, flate.BestCompression)
	fw.Write(content)
	fw.Close()
	file := writeZip(t, func(w *zip.Writer) {
		h := &zip.FileHeader{Name: "api-reference/v1.0/api/liar-get.md", Method: zip.Deflate,
			CRC32: crc32.ChecksumIEEE(content), CompressedSize64: uint64(packed.Len()), UncompressedSize64: 100}
		f, err := w.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		f.Write(packed.Bytes())
	})
	src, _ := openTest(t, file, Limits{})
	if data, err := src.Read("v1.0/api/liar-get.md"); err == nil && len(data) > 100 {
		t.Errorf("%d bytes were read of an entry of 100", len(data))
	}
	if data, err := src.Read("v1.0/api/good-get.md"); err != nil || string(data) != "# Good\n" {
		t.Errorf("the other page gives %q, %v", data, err)
	}
}

func TestZipWithTooManyEntriesIsRefused(t *testing.T) {
	file := writeZip(t, func(w *zip.Writer) { entry(t, w, "api-reference/v1.0/api/b-get.md", "# B\n") })
	if _, err := Open(context.Background(), file, Options{Limits: Limits{Entries: 1}}); err == nil || !strings.Contains(err.Error(), "more than the limit") {
		t.Errorf("error %v", err)
	}
	if _, err := Open(context.Background(), file, Options{Limits: Limits{Total: 8}}); err == nil || !strings.Contains(err.Error(), "more than the limit") {
		t.Errorf("error %v", err)
	}
}

func TestZipNamesThatLeadOutAreDropped(t *testing.T) {
	file := writeZip(t, func(w *zip.Writer) {
		for _, name := range []string{"../up-get.md", "/root-get.md", "api-reference/v1.0/api/../../../up-get.md", `api-reference/v1.0/api/..\up-get.md`} {
			entry(t, w, name, "# Bad\n")
		}
		h := &zip.FileHeader{Name: "api-reference/v1.0/api/link-get.md"}
		h.SetMode(fs.ModeSymlink | 0o777)
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte("../../../../etc/passwd"))
	})
	src, codes := openTest(t, file, Limits{})
	if want := []string{"bad-file-name", "bad-file-name", "bad-file-name", "bad-file-name", "bad-link"}; !slices.Equal(codes, want) {
		t.Errorf("faults %q, not %q", codes, want)
	}
	if got := pageNames(src); !slices.Equal(got, []string{"v1.0/api/good-get.md"}) {
		t.Errorf("pages %q", got)
	}
}

func TestLinksThatLeadOutAreNotFollowed(t *testing.T) {
	dir := t.TempDir()
	docs := filepath.Join(dir, "docs")
	api := filepath.Join(docs, "v1.0", "api")
	if err := os.MkdirAll(api, 0o700); err != nil {
		t.Fatal(err)
	}
	for file, text := range map[string]string{filepath.Join(dir, "secret.md"): "secret", filepath.Join(api, "good-get.md"): "# Good\n"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../../../secret.md", filepath.Join(api, "out-get.md")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if err := os.Symlink(filepath.Join(dir, "secret.md"), filepath.Join(api, "absolute-get.md")); err != nil {
		t.Fatal(err)
	}
	src, _ := openTest(t, docs, Limits{})
	for _, name := range []string{"v1.0/api/out-get.md", "v1.0/api/absolute-get.md"} {
		if data, err := src.Read(name); err == nil {
			t.Errorf("%s gives %q", name, data)
		}
	}
	for _, rel := range []string{"../../../secret.md", "/etc/passwd", `..\..\secret.md`, "../../../../../etc/passwd", "c:secret.md", ""} {
		if name, err := src.Resolve("v1.0/api/good-get.md", rel); err == nil {
			t.Errorf("%q resolves to %q", rel, name)
		}
	}
}

func TestLargeFileIsNotRead(t *testing.T) {
	dir := t.TempDir()
	api := filepath.Join(dir, "v1.0", "api")
	if err := os.MkdirAll(api, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(api, "big-get.md"), make([]byte, 2048), 0o600); err != nil {
		t.Fatal(err)
	}
	src, _ := openTest(t, dir, Limits{File: 1024})
	if _, err := src.Read("v1.0/api/big-get.md"); err == nil || !strings.Contains(err.Error(), "larger than the limit") {
		t.Errorf("error %v", err)
	}
}
