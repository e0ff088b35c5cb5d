package loosejson

// Reader reads values as Parse does, into memory that it uses again: a value is
// valid until Reset. It is for one goroutine.
type Reader struct {
	reader reader
}

// Reset makes the memory of all values free.
func (r *Reader) Reset() {
	r.reader.values, r.reader.fields = r.reader.values[:0], r.reader.fields[:0]
}

// Read reads one value.
func (r *Reader) Read(text string) (*Value, []Fault) {
	p := &r.reader
	p.s, p.i, p.faults, p.failed, p.open = text, 0, nil, false, p.open[:0]
	v := p.value(0)
	p.space()
	if v != nil && p.i < len(p.s) && !p.failed {
		p.fault("text after the end of the value")
	}
	return v, p.faults
}

type reader struct {
	s      string
	i      int
	faults []Fault
	failed bool // the end was reached early, further faults say nothing new

	open   []Field // of the objects around the reader
	values []Value // the chunk that the next value is taken from
	fields []Field // the same of the fields of whole objects
}

// newValue returns a value of a chunk, since most texts hold several.
func (p *reader) newValue() *Value {
	if len(p.values) == cap(p.values) {
		p.values = make([]Value, 0, min(max(2*cap(p.values), 6), maxChunk))
	}
	p.values = append(p.values, Value{Offset: p.i})
	return &p.values[len(p.values)-1]
}

// maxChunk bounds the chunks, since one value keeps all of its chunk.
const maxChunk = 64

// closeFields returns the open fields from start on, as those of one object.
func (p *reader) closeFields(start int) []Field {
	n := len(p.open) - start
	if n == 0 {
		return nil
	}
	if cap(p.fields)-len(p.fields) < n {
		p.fields = make([]Field, 0, max(n, min(2*cap(p.fields), maxChunk)))
	}
	at := len(p.fields)
	p.fields = append(p.fields, p.open[start:]...)
	p.open = p.open[:start]
	return p.fields[at : at+n : at+n]
}
