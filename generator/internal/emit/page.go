package emit

import (
	"errors"
	"fmt"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
)

// page is a file in the making. Whatever the plan holds, a name is an
// identifier, a comment ends with its line and a text is one literal.
type page struct {
	printer *Printer
	out     []byte
	imports []string // sorted
	err     error    // the first
	// unformatted says that only gofmt knows how the file is laid out.
	unformatted bool
}

func (p *page) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// use imports a package.
func (p *page) use(path string) {
	if i, known := slices.BinarySearch(p.imports, path); !known {
		p.imports = slices.Insert(p.imports, i, path)
	}
}

// head is the file down to its first declaration.
func (p *page) head() []byte {
	head := []byte(Header + "\n\npackage " + p.printer.pkg.Name + "\n\n")
	switch len(p.imports) {
	case 0:
	case 1:
		head = append(head, "import "+strconv.Quote(p.imports[0])+"\n\n"...)
	default:
		head = append(head, "import (\n"...)
		for _, path := range p.imports {
			head = append(head, "\t"+strconv.Quote(path)+"\n"...)
		}
		head = append(head, ")\n\n"...)
	}
	return head
}

func (p *page) write(texts ...string) {
	out := p.out
	for _, text := range texts {
		out = append(out, text...)
	}
	p.out = out
}

// id returns s, which must be an identifier.
func (p *page) id(s string) string {
	if !isPlainName(s) && !token.IsIdentifier(s) {
		p.fail(fmt.Errorf("%q is no identifier", s))
	}
	return s
}

// isPlainName reports whether s is made of ASCII letters, digits and
// underscores, and begins with a letter.
func isPlainName(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '_'):
		default:
			return false
		}
	}
	return s != ""
}

// typeOf prints a type.
func (p *page) typeOf(t ir.Type) {
	switch {
	case t.Rel && t.Slice:
		p.write("Rels[")
		defer p.write("]")
	case t.Rel:
		p.write("Rel[")
		defer p.write("]")
	case t.Slice:
		p.write("[]")
	}
	if t.Pointer {
		p.write("*")
	}
	if t.Package != "" {
		p.use(t.Package)
		p.write(path.Base(t.Package), ".")
	}
	p.write(p.id(t.Name))
}

// comment prints the lines of a doc comment.
func (p *page) comment(indent string, lines []string) {
	for _, line := range lines {
		if strings.IndexByte(line, '\n') >= 0 {
			p.fail(errors.New("a line of a comment has a line break"))
		}
		line = strings.TrimRight(line, " \t")
		slashes := "// "
		switch {
		case line == "" || line[0] == '\t':
			slashes = "//"
		case strings.HasPrefix(line, ir.OperationDirective):
			slashes = ""
		}
		p.write(indent, slashes, line, "\n")
	}
}

// quoted prints text as an interpreted string.
func (p *page) quoted(text string) {
	if isPlainText(text) {
		p.write(`"`, text, `"`)
	} else {
		p.out = strconv.AppendQuote(p.out, text)
	}
}

// raw prints text as a raw string, which it must be able to be.
func (p *page) raw(text string) {
	if strings.IndexByte(text, '`') >= 0 {
		p.fail(errors.New("a raw string has a backquote"))
	}
	p.write("`", text, "`")
}

// tag prints the tag of a field.
func (p *page) tag(key, value string) {
	if isPlainText(value) {
		p.write("`", key, `:"`, value, "\"`")
	} else if text := key + ":" + strconv.Quote(value); strconv.CanBackquote(text) {
		p.raw(text)
	} else {
		p.quoted(text)
	}
}

// isPlainText reports whether text is ASCII and the same inside quotes of any
// kind.
func isPlainText(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '`' {
			return false
		}
	}
	return true
}
