// Package lock writes and reads graphgen.lock: what a generated package was
// made of, and what each of its operations is called.
//
// The file is for people and version control: a rename or a vanished operation
// is one changed line. Nothing is generated from it. It reads no disk.
package lock

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/graphgen/graphgen/internal/jsontext"
)

// Name is the name of the lock file in a package's folder.
const Name = "graphgen.lock"

// Marker starts every lock file. A file that lacks it is not graphgen's.
const Marker = "{\n  \"generator\": \"graphgen; do not edit\","

const (
	generatorName = "graphgen; do not edit"
	schema        = 1
)

// Lock is the content of a lock file.
type Lock struct {
	Generator string `json:"generator"`
	Schema    int    `json:"schema"`
	// Tool is the version of graphgen that last changed the package.
	Tool string `json:"tool"`
	Docs Docs   `json:"docs"`
	// Options are what the package was generated with.
	Options Options `json:"options"`
	// Output is the hash of the names and hashes of all files of the package, but
	// for this one.
	Output string `json:"output"`
	// Operations are sorted by path and method.
	Operations Operations `json:"-"`
}

// Docs identifies the documentation.
type Docs struct {
	// Revision is the commit, where the pages came from a git revision.
	Revision string `json:"revision,omitempty"`
	// SHA256 is the hash of all pages of the version, with what they include.
	SHA256 string `json:"sha256"`
	Files  int    `json:"files"`
}

// Options are those that change what is generated.
type Options struct {
	Package string   `json:"package"`
	Version string   `json:"version"`
	Include []string `json:"include,omitempty"`
	Exclude []string `json:"exclude,omitempty"`
	Locale  string   `json:"locale,omitempty"`
	Tests   bool     `json:"tests,omitempty"`
	// Overrides are the corrections that applied, one line of JSON each.
	Overrides []json.RawMessage `json:"overrides,omitempty"`
}

// What stands around the operations in the file.
const (
	opening = ",\n  \"operations\": ["
	closing = "\n  ]\n}\n"
)

// Encode returns the bytes of the file: one line for each operation.
func (l *Lock) Encode() ([]byte, error) {
	head := *l
	head.Generator, head.Schema = generatorName, schema
	var b bytes.Buffer
	if err := jsontext.Write(&b, head); err != nil {
		return nil, fmt.Errorf("%s: %w", Name, err)
	}
	b.Truncate(b.Len() - len("\n}\n"))
	b.WriteString(opening)
	b.Write(l.Operations)
	b.WriteString(closing)
	return b.Bytes(), nil
}

// Marked reports whether data starts as the lock files of every graphgen do.
func Marked(data []byte) bool {
	data = data[:min(len(data), len(Marker)+2)]
	return bytes.HasPrefix(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte(Marker))
}

// ErrNewer is Decode's error for the file of a graphgen that knows more.
var ErrNewer = errors.New("written by a newer graphgen")

// Decode reads a lock file.
func Decode(data []byte) (*Lock, error) {
	var l struct {
		Lock
		List []Operation `json:"operations"`
	}
	head, rest, ok := bytes.Cut(data, []byte(opening))
	operations, ends := bytes.CutSuffix(rest, []byte(closing))
	if asWritten := ok && ends; asWritten {
		data = append(head[:len(head):len(head)], '}')
	}
	err := json.Unmarshal(data, &l)
	if l.Generator == generatorName && l.Schema > schema { // whatever else is in it
		return nil, fmt.Errorf("%w: its schema is %d, this graphgen knows %d", ErrNewer, l.Schema, schema)
	}
	if err != nil {
		return nil, err
	}
	l.Operations = jsontext.Escape(operations) // as older versions did not
	if l.List != nil {
		if l.Operations, err = NewOperations(l.List); err != nil {
			return nil, err
		}
	}
	if l.Generator != generatorName {
		return nil, errors.New("not written by graphgen")
	}
	if l.Schema != schema {
		return nil, fmt.Errorf("its schema is %d, expected %d", l.Schema, schema)
	}
	return &l.Lock, nil
}

// Settle keeps the tool version and revision of old where nothing else
// changed: another graphgen or commit that gives the same package is no news.
func (l *Lock) Settle(old *Lock) {
	if old == nil {
		return
	}
	was := *l
	was.Tool, was.Docs.Revision = old.Tool, old.Docs.Revision
	a, errA := was.Encode()
	b, errB := old.Encode()
	if errA == nil && errB == nil && bytes.Equal(a, b) {
		*l = was
	}
}
