package lock

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/graphgen/graphgen/internal/jsontext"
)

// Operation is one operation of the package.
type Operation struct {
	// Operation is "METHOD /path".
	Operation string `json:"operation"`
	// Call is how the client calls it, such as "Users.Messages.Get".
	Call string `json:"call"`
	// Pages document it, the preferred one first.
	Pages []string `json:"pages"`
}

// Operations are operations as they stand in the file. Most runs change none,
// and need no more than that.
type Operations []byte

// NewOperations returns the form of operations.
func NewOperations(list []Operation) (Operations, error) {
	var b bytes.Buffer
	for i := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    ")
		if err := encodeLine(&b, &list[i]); err != nil {
			return nil, err
		}
	}
	return jsontext.Escape(b.Bytes()), nil
}

// encodeLine writes a value as all of them stand in the file.
func encodeLine(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("%s: %w", Name, err)
	}
	b.Truncate(b.Len() - 1) // the encoder's line feed
	return nil
}

// List is the reverse of NewOperations.
func (o Operations) List() ([]Operation, error) {
	var list []Operation
	if err := json.Unmarshal(bytes.Join([][]byte{{'['}, o, {']'}}, nil), &list); err != nil {
		return nil, fmt.Errorf("operations: %w", err)
	}
	return list, nil
}

// On returns those that any of some pages documents.
func (o Operations) On(pages []string) ([]Operation, error) {
	var quoted [][]byte
	for _, page := range pages {
		var b bytes.Buffer
		if err := encodeLine(&b, page); err != nil {
			return nil, err
		}
		quoted = append(quoted, jsontext.Escape(b.Bytes()))
	}
	var on [][]byte
	for _, line := range o.lines() {
		if slices.ContainsFunc(quoted, func(page []byte) bool { return bytes.Contains(line, page) }) {
			on = append(on, line)
		}
	}
	list, err := Operations(bytes.Join(on, []byte{','})).List()
	return slices.DeleteFunc(list, func(op Operation) bool {
		return !slices.ContainsFunc(op.Pages, func(page string) bool { return slices.Contains(pages, page) })
	}), err
}

// lines returns each operation as it stands in the file.
func (o Operations) lines() [][]byte {
	lines := bytes.Split(o, []byte{'\n'})[1:] // each starts with a line feed
	for i, line := range lines {
		lines[i] = bytes.TrimSuffix(bytes.TrimSpace(line), []byte{','})
	}
	return lines
}
