package naming

import (
	"slices"
	"strings"
)

// Path is a documented path, taken apart. It is not changed after it was made.
type Path struct {
	Segments []*Segment
	// Args are the positional arguments, in path order.
	Args []Arg
	// Pieces are the whole path, fixed text and arguments; an argument's Name
	// is its Go name.
	Pieces []Piece

	key string
}

// Paths takes documented paths apart. It remembers paths and their steps, of
// which the paths of a documentation share most, and is for one goroutine.
type Paths struct {
	rules *Rules
	paths map[string]*Path
	steps map[step][]*Segment
}

// step is the text between two slashes; the first one of a path is read by
// rules of its own.
type step struct {
	text string
	root bool
}

// Paths returns what takes paths apart by these rules.
func (r *Rules) Paths() *Paths {
	return &Paths{rules: r, paths: map[string]*Path{}, steps: map[step][]*Segment{}}
}

// Parse takes a documented path apart. It accepts every text; what it can't
// read is a literal.
func (p *Paths) Parse(path string) *Path {
	if known := p.paths[path]; known != nil {
		return known
	}
	out := &Path{Segments: p.segments(path)}
	out.Args, out.Pieces = p.rules.arguments(out.Segments)
	out.key = keyOf(out.Segments)
	p.paths[path] = out
	return out
}

func (p *Paths) segments(path string) []*Segment {
	parts := splitPath(path)
	out := make([]*Segment, 0, len(parts)+1)
	addressing := false
	for i, text := range parts {
		if text == "~" && i == 0 {
			continue
		}
		opens := strings.HasSuffix(text, ":") && len(text) > 1
		text = strings.TrimSuffix(text, ":")
		if addressing {
			out = append(out, p.rules.finish(Segment{Kind: Address, Pieces: pieces(text, EscapePath)}))
			addressing = !opens
		} else {
			out = append(out, p.step(step{text, i == 0})...)
			addressing = opens && len(out) > 0
		}
		if opens && len(out) > 0 {
			out[len(out)-1] = p.rules.withColon(*out[len(out)-1])
		}
	}
	return out
}

// step reads the text between two slashes.
func (p *Paths) step(s step) []*Segment {
	known, ok := p.steps[s]
	if !ok {
		for _, seg := range p.rules.segments(s.text, s.root) {
			known = append(known, p.rules.finish(seg))
		}
		p.steps[s] = known
	}
	return known
}

// finish adds to a segment what its key and the operations' names need.
func (r *Rules) finish(s Segment) *Segment {
	s.key = segmentKey(&s)
	if s.Kind == Literal {
		s.term = r.termOf(s.Name)
	}
	return &s
}

// withColon is a segment that opens or closes an address.
func (r *Rules) withColon(s Segment) *Segment {
	s.Pieces = append(slices.Clip(s.Pieces), Piece{Text: ":"})
	return r.finish(s)
}
