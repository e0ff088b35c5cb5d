package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/graphgen/graphgen/parser/source"
)

// parseTree reads the one document of a file.
func parseTree(data []byte) (*ast.File, error) {
	tree, err := parser.ParseBytes(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), 0)
	if err != nil {
		return nil, err
	}
	tree.Docs = slices.DeleteFunc(tree.Docs, func(d *ast.DocumentNode) bool { return d.Body == nil })
	if len(tree.Docs) > 1 {
		return nil, &yaml.SyntaxError{Message: "a second document: expected one", Token: tree.Docs[1].Start}
	}
	return tree, nil
}

// decode reads a document, which may be missing.
func decode(tree *ast.File, c *Config) error {
	if len(tree.Docs) == 0 {
		return nil
	}
	body := tree.Docs[0].Body
	ast.Walk(mergesFirst{}, body)
	// The parser has found keys that stand twice. To the decoder, one that is
	// merged and then given would be another.
	return yaml.NodeToValue(body, c, yaml.DisallowUnknownField(), yaml.AllowDuplicateMapKey())
}

// mergesFirst puts the "<<" of every mapping before its other keys, which the
// decoder then prefers, as they should be wherever "<<" stands.
type mergesFirst struct{}

func (m mergesFirst) Visit(node ast.Node) ast.Visitor {
	if mapping, ok := node.(*ast.MappingNode); ok {
		rank := func(v *ast.MappingValueNode) int {
			if v.Key.IsMergeKey() {
				return 0
			}
			return 1
		}
		slices.SortStableFunc(mapping.Values, func(a, b *ast.MappingValueNode) int { return cmp.Compare(rank(a), rank(b)) })
	}
	return m
}

// located puts file, line and column before the parser's message.
func located(file string, err error) error {
	var e yaml.Error
	if !errors.As(err, &e) || e.GetToken() == nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	message := e.GetMessage()
	var wrong *yaml.TypeError
	if errors.As(err, &wrong) {
		message = fmt.Sprintf("%q: expected %s", wrong.Token.Value, kindName(wrong.DstType))
	}
	p := e.GetToken().Position
	return fmt.Errorf("%s:%d:%d: %s", file, p.Line, p.Column, message)
}

func kindName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "text"
	case reflect.Slice:
		return "a list"
	}
	return "keys and values"
}

// fault is a value that the schema allows but the commands can't use.
type fault struct {
	path    string // of the value, as in "$.packages[0].version"
	message string
}

func (f *fault) Error() string { return f.message }

// place finds a value of the file, or what it stands in: the value may come
// from elsewhere by "*".
func place(file string, tree *ast.File, at string) source.Pos {
	pos := source.Pos{File: file}
	node := find(tree, at)
	for node == nil || node.GetToken() == nil {
		i := strings.LastIndexAny(at, ".[")
		if i < 0 {
			return pos
		}
		at = at[:i]
		node = find(tree, at)
	}
	token := node.GetToken()
	if m, ok := node.(*ast.MappingNode); ok && len(m.Values) > 0 {
		token = m.Values[0].Key.GetToken() // a mapping's own token is its first colon
	}
	pos.Line, pos.Column = token.Position.Line, token.Position.Column
	return pos
}

// find returns nil where there is no value.
func find(tree *ast.File, at string) ast.Node {
	path, err := yaml.PathString(at)
	if err != nil {
		return nil
	}
	node, err := path.FilterFile(tree)
	if err != nil {
		return nil
	}
	return node
}
