package build

import (
	"crypto/sha256"
	"path"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/internal/splice"
)

// replacing replaces texts in the files of a folder.
type replacing struct {
	files  []output.File
	folder *output.Folder
}

// all replaces what differs between two states of a part of the files. What no
// file has is no loss where it is about a type that no operation reaches, or a
// struct for which the method takes a documented type.
func (r *replacing) all(old, now part) bool {
	if _, ok := r.each(old.types.Files, now.types.Files); !ok {
		return false
	}
	left, ok := r.each(old.calls.Files, now.calls.Files)
	return ok && !slices.ContainsFunc(left, func(t splice.Text) bool {
		body := r.body(old.calls.Files, t.BodyOf())
		return body == "" || strings.Contains(body, "Request") || strings.Contains(body, ".")
	})
}

// each returns the texts that no file has.
func (r *replacing) each(old, now []generator.File) (left []splice.Text, ok bool) {
	if len(old) != len(now) {
		return nil, false
	}
	for i := range old {
		texts, ok := splice.Diff(old[i].Data, now[i].Data)
		if !ok || old[i].Path != now[i].Path {
			return nil, false
		}
		if texts, ok = r.in(old[i].Path, texts); !ok {
			return nil, false
		}
		left = append(left, texts...)
	}
	return left, true
}

// in replaces texts in the file of a name, and in those that it is split into: a
// part has fewer files than the whole. It returns those that no file has.
func (r *replacing) in(name string, texts []splice.Text) (left []splice.Text, ok bool) {
	for _, exactly := range []bool{true, false} {
		for i := range r.files {
			f := &r.files[i]
			if len(texts) == 0 {
				return nil, true
			}
			if exactly != (f.Path == name) || !mayHold(f, name) {
				continue
			}
			data := r.read(f)
			if sha256.Sum256(data) != f.Sum {
				return nil, false
			}
			out, left, ok := splice.Apply(data, texts)
			if !ok {
				return nil, false
			}
			if len(left) < len(texts) {
				f.Data, f.Sum = out, sha256.Sum256(out)
			}
			texts = left
		}
	}
	return texts, true
}

// mayHold reports whether a file may be one of those that the file of a name is
// split into. In tests no text stands, but examples do, which may look like one.
func mayHold(f *output.File, name string) bool {
	root, _, _ := strings.Cut(strings.TrimSuffix(name, path.Ext(name)), "_")
	return strings.HasPrefix(f.Path, root) && !strings.HasSuffix(f.Path, "_test.go")
}

func (r *replacing) read(f *output.File) []byte {
	if f.Data != nil {
		return f.Data
	}
	return r.folder.Read(f.Path)
}

// body returns the type of the body that the method of an operation takes in the
// files, which that of a part of them takes, too; empty where there is none.
func (r *replacing) body(part []generator.File, operation string) string {
	for _, p := range part {
		if splice.Body(p.Data, operation) == "" {
			continue
		}
		for i := range r.files {
			if f := &r.files[i]; mayHold(f, p.Path) {
				if body := splice.Body(r.read(f), operation); body != "" {
					return body
				}
			}
		}
	}
	return ""
}
