package lock

import (
	"bytes"
	"encoding/json"
	"fmt"
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
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for i := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    ")
		if err := enc.Encode(&list[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", Name, err)
		}
		b.Truncate(b.Len() - 1) // the encoder's line feed
	}
	return b.Bytes(), nil
}

// List is the reverse of NewOperations.
func (o Operations) List() ([]Operation, error) {
	var list []Operation
	if err := json.Unmarshal(bytes.Join([][]byte{{'['}, o, {']'}}, nil), &list); err != nil {
		return nil, fmt.Errorf("operations: %w", err)
	}
	return list, nil
}

// lines returns each operation as it stands in the file.
func (o Operations) lines() [][]byte {
	lines := bytes.Split(o, []byte{'\n'})[1:] // each starts with a line feed
	for i, line := range lines {
		lines[i] = bytes.TrimSuffix(bytes.TrimSpace(line), []byte{','})
	}
	return lines
}
