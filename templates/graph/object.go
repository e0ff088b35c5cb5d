package graph

// Object is the first thing in every generated struct. It remembers what the
// fields of a Go struct cannot say; it is one pointer wide and its zero value
// is ready for use.
//
// It has no methods and cannot be compared, because the compiler would repeat
// the methods, and the comparison, for every generated struct.
type Object struct {
	_ [0]func()
	m *meta
}

// meta is what an object remembers. It is never changed, only replaced: the
// copies of a struct share it, and each may go its own way.
type meta struct {
	marks   []mark     // on fields; the last one of a field counts
	kept    []keptText // the texts of fields marked as kept
	extra   []property // properties without a field, in order
	decoded bool       // the object came from JSON
	err     error      // a mistake of the caller, reported when encoding
}

// mark says something about one field: its index and a state.
type mark uint16

// state is what a mark says. Unmarked fields are sent where they are not zero.
type state uint8

const (
	stateNone state = iota
	stateZero       // present with its zero value
	stateNull       // present as null
	stateKept       // present with an original text, see keptText
)

// maxFields is how many fields of a struct can be marked.
const maxFields = 1 << 14

func newMark(field int, s state) mark { return mark(field<<2) | mark(s) }
func (m mark) field() int             { return int(m >> 2) }
func (m mark) state() state           { return state(m & 3) }

// keptText is the original JSON of a field: the value does not fit the field
// (which is then zero), or it does but would be written differently.
type keptText struct {
	field int
	fits  bool
	text  []byte
}

// property is a property without a field.
type property struct {
	name string
	text []byte // JSON
}

// state gives what is marked on a field. The receiver may be nil.
func (m *meta) state(field int) state {
	if m == nil {
		return stateNone
	}
	for i := len(m.marks) - 1; i >= 0; i-- {
		if m.marks[i].field() == field {
			return m.marks[i].state()
		}
	}
	return stateNone
}

// keptFor gives the text kept for a field, nil without one.
func (m *meta) keptFor(field int) *keptText {
	for i := len(m.kept) - 1; i >= 0; i-- {
		if m.kept[i].field == field {
			return &m.kept[i]
		}
	}
	return nil
}

// lookup gives the text of a property without a field, nil without one.
func (m *meta) lookup(name string) []byte {
	if m == nil {
		return nil
	}
	for i := len(m.extra) - 1; i >= 0; i-- {
		if m.extra[i].name == name {
			return m.extra[i].text
		}
	}
	return nil
}

// clone gives a copy whose slices can be appended to.
func (m *meta) clone() *meta {
	if m == nil {
		return &meta{}
	}
	c := *m
	c.marks = c.marks[:len(c.marks):len(c.marks)]
	c.kept = c.kept[:len(c.kept):len(c.kept)]
	c.extra = c.extra[:len(c.extra):len(c.extra)]
	return &c
}

// setMark replaces what is said about a field.
func setMark(o *Object, field int, s state) {
	m := o.m.clone()
	marks := make([]mark, 0, len(m.marks)+1)
	for _, k := range m.marks {
		if k.field() != field {
			marks = append(marks, k)
		}
	}
	if s != stateNone {
		marks = append(marks, newMark(field, s))
	}
	m.marks = marks
	o.m = m
}

// setMistake remembers the first mistake of the caller.
func setMistake(o *Object, err error) {
	if o.m != nil && o.m.err != nil {
		return
	}
	m := o.m.clone()
	m.err = err
	o.m = m
}
