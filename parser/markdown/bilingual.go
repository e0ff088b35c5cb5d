package markdown

import "strings"

// A bilingual page pairs every text: a span with the translation, then a span
// of class sxs-lookup that wraps a span with the English source.
const (
	pairOpen  = `<span data-ttu-id="`
	pairMid   = `</span><span class="sxs-lookup"><span data-stu-id="`
	pairClose = `</span></span>`
	tagEnd    = `>`
)

// undoPairs replaces each pair by its English half, or by the translated half
// where the English one is empty.
func (d *Doc) undoPairs() {
	data := d.text.data
	if !strings.Contains(data, pairMid) {
		return
	}
	d.Bilingual = true
	var edits []edit
	p := newPairs(data)
	for at := 0; ; {
		start := p.open.next(at)
		if start < 0 {
			break
		}
		keepStart, keepEnd, end, ok := p.read(start)
		if !ok {
			at = start + len(pairOpen)
			continue
		}
		edits = append(edits, edit{start, keepStart, ""}, edit{keepEnd, end, ""})
		at = end
	}
	d.text.apply(edits)
}

// pairs finds the parts of pairs in a page.
type pairs struct {
	data                                         string
	open, inner, firstEnd, mid, secondEnd, close finder
}

func newPairs(data string) *pairs {
	find := func(mark string) finder { return finder{data: data, mark: mark} }
	return &pairs{data, find(pairOpen), find(pairOpen), find(tagEnd), find(pairMid), find(tagEnd), find(pairClose)}
}

// read reads the pair that opens at start and returns the half to keep and the
// end of the pair.
func (p *pairs) read(start int) (keepStart, keepEnd, end int, ok bool) {
	first, ok := p.firstEnd.after(start + len(pairOpen))
	if !ok {
		return
	}
	firstEnd := p.mid.next(first)
	if firstEnd < 0 {
		return 0, 0, 0, false
	}
	if inner := p.inner.next(first); inner >= 0 && inner+len(pairOpen) <= firstEnd {
		return 0, 0, 0, false // this span has no English half, the next one has
	}
	second, ok := p.secondEnd.after(firstEnd + len(pairMid))
	if !ok {
		return
	}
	secondEnd := p.close.next(second)
	if secondEnd < 0 {
		return 0, 0, 0, false
	}
	end = secondEnd + len(pairClose)
	if len(strings.TrimSpace(p.data[second:secondEnd])) == 0 {
		return first, firstEnd, end, true
	}
	return second, secondEnd, end, true
}

// finder finds a mark in a text. It remembers where it found the mark, so that
// one that is far away, or nowhere, is not looked for again from every place
// before it.
type finder struct {
	data, mark string
	from, at   int
	looked     bool
}

// next returns the place of the first mark at or after from, or -1.
func (f *finder) next(from int) int {
	if f.looked && f.from <= from && (f.at < 0 || f.at >= from) {
		return f.at
	}
	f.from, f.at, f.looked = from, strings.Index(f.data[from:], f.mark), true
	if f.at >= 0 {
		f.at += from
	}
	return f.at
}

// after returns the place behind the next mark at or after from.
func (f *finder) after(from int) (int, bool) {
	at := f.next(from)
	return at + len(f.mark), at >= 0
}
