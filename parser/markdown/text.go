package markdown

import (
	"sort"
	"strings"
)

// text is the page under repair: its current bytes, as a string so that blocks
// can be parts of it, and the way back from them to the bytes of the file.
type text struct {
	data   string
	stages []stage // in the order applied
}

// stage maps offsets after one set of edits to offsets before it.
type stage []span

// span says that the bytes from after on stand at before on in the older
// text; inserted bytes map to the place they were inserted at.
type span struct {
	after, before int
	inserted      bool
}

// edit replaces the bytes from start to end.
type edit struct {
	start, end int
	with       string
}

// apply makes the edits, which must be sorted and must not overlap.
func (t *text) apply(edits []edit) {
	if len(edits) == 0 {
		return
	}
	var out strings.Builder
	out.Grow(len(t.data))
	st := stage{{0, 0, false}}
	at := 0
	for _, e := range edits {
		out.WriteString(t.data[at:e.start])
		if e.with != "" {
			st = append(st, span{out.Len(), e.start, true})
			out.WriteString(e.with)
		}
		st = append(st, span{out.Len(), e.end, false})
		at = e.end
	}
	out.WriteString(t.data[at:])
	t.data = out.String()
	t.stages = append(t.stages, st)
}

// origin maps an offset of the current bytes to one of the file.
func (t *text) origin(offset int) int {
	for i := len(t.stages) - 1; i >= 0; i-- {
		offset = t.stages[i].before(offset)
	}
	return offset
}

func (s stage) before(offset int) int {
	i := sort.Search(len(s), func(i int) bool { return s[i].after > offset }) - 1
	if i < 0 {
		return offset
	}
	if s[i].inserted {
		return s[i].before
	}
	return s[i].before + offset - s[i].after
}

func (t *text) removeCarriageReturns() {
	first := strings.IndexByte(t.data, '\r')
	if first < 0 {
		return
	}
	var edits []edit
	for i := first; i < len(t.data); i++ {
		if t.data[i] == '\r' {
			with := ""
			if i+1 == len(t.data) || t.data[i+1] != '\n' {
				with = "\n"
			}
			edits = append(edits, edit{i, i + 1, with})
		}
	}
	t.apply(edits)
}
