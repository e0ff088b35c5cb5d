package emit

import (
	"fmt"
	"go/parser"
	"go/token"
	"regexp"
	"strings"

	"github.com/dave/jennifer/jen"
)

// construct is a kind of declaration that is printed once, with holes. It is
// comparable.
type construct interface{ code() []jen.Code }

// hole is a place in a shape that differs from declaration to declaration.
type hole string

// The holes of all shapes.
const (
	holeType        hole = "hole_type"
	holeName        hole = "hole_name"
	holeArgs        hole = "hole_args"
	holeBody        hole = "hole_body"
	holeOptions     hole = "hole_options"
	holeResult      hole = "hole_result"
	holeMethod      hole = "hole_method"
	holePath        hole = "hole_path"
	holeAccept      hole = "hole_accept"
	holeStatus      hole = "hole_status"
	holeTarget      hole = "hole_target"
	holeHeader      hole = "hole_header"
	holeLocation    hole = "hole_location"
	holeAnswer      hole = "hole_answer"
	holeCall        hole = "hole_call"
	holePermissions hole = "hole_permissions"
)

// id stands for an expression or a type.
func (h hole) id() *jen.Statement { return jen.Id(string(h)) }

// params stands for parameters after another, with the comma before them, or
// for none.
func (h hole) params() *jen.Statement { return jen.Id(string(h)).Id("_") }

// raw stands for a raw string of several lines, which gofmt does not align.
func (h hole) raw() *jen.Statement { return jen.Op("`" + string(h) + "\n`") }

// holes finds what the methods of hole print.
var holes = regexp.MustCompile("(?:, )(hole_[a-z]+) _|`(hole_[a-z]+)\n`|(hole_[a-z]+)")

// shape is a formatted declaration in pieces.
type shape struct {
	imports []string
	pieces  []piece
}

// piece is text and the hole behind it; the last piece of a shape has none.
type piece struct {
	text string
	hole hole
}

// newShape prints and formats c and cuts it at its holes.
func newShape(c construct) (*shape, error) {
	src, err := render(fmt.Sprintf("%T", c), c.code())
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	s := &shape{}
	end := file.Name.End()
	for _, decl := range file.Decls {
		end = decl.End()
	}
	for _, spec := range file.Imports {
		s.imports = append(s.imports, strings.Trim(spec.Path.Value, `"`))
	}
	s.cut(string(src[fset.Position(end).Offset+len("\n\n"):]))
	return s, nil
}

func (s *shape) cut(text string) {
	from := 0
	for _, at := range holes.FindAllStringSubmatchIndex(text, -1) {
		name := max(at[2], at[4], at[6])
		s.pieces = append(s.pieces, piece{text[from:at[0]], hole(text[name:max(at[3], at[5], at[7])])})
		from = at[1]
	}
	s.pieces = append(s.pieces, piece{text: text[from:]})
}

// shape returns the shape of c, which it makes at the first call.
func (p *Printer) shape(c construct) (*shape, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.shapes[c]; s != nil {
		return s, nil
	}
	s, err := newShape(c)
	if err == nil {
		p.shapes[c] = s
	}
	return s, err
}

// fill prints the shape of c; write prints what is in a hole.
func (p *page) fill(c construct, write func(hole)) {
	s, err := p.printer.shape(c)
	if err != nil {
		p.fail(err)
		return
	}
	for _, path := range s.imports {
		p.use(path)
	}
	for _, piece := range s.pieces {
		p.write(piece.text)
		if piece.hole != "" {
			write(piece.hole)
		}
	}
	p.write("\n")
}

// same fills what only looks like a hole.
func (p *page) same(h hole) { p.write(string(h)) }
