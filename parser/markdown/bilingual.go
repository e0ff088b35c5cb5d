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
	for at := 0; ; {
		i := strings.Index(data[at:], pairOpen)
		if i < 0 {
			break
		}
		start := at + i
		keepStart, keepEnd, end, ok := readPair(data, start)
		if !ok {
			at = start + len(pairOpen)
			continue
		}
		edits = append(edits, edit{start, keepStart, ""}, edit{keepEnd, end, ""})
		at = end
	}
	d.text.apply(edits)
}

// readPair reads the pair that opens at start and returns the half to keep
// and the end of the pair.
func readPair(data string, start int) (keepStart, keepEnd, end int, ok bool) {
	first, ok := after(data, start+len(pairOpen), tagEnd)
	if !ok {
		return
	}
	mid := strings.Index(data[first:], pairMid)
	if mid < 0 {
		return 0, 0, 0, false
	}
	firstEnd := first + mid
	if strings.Contains(data[first:firstEnd], pairOpen) {
		return 0, 0, 0, false // this span has no English half, the next one has
	}
	second, ok := after(data, firstEnd+len(pairMid), tagEnd)
	if !ok {
		return
	}
	closing := strings.Index(data[second:], pairClose)
	if closing < 0 {
		return 0, 0, 0, false
	}
	secondEnd := second + closing
	end = secondEnd + len(pairClose)
	if len(strings.TrimSpace(data[second:secondEnd])) == 0 {
		return first, firstEnd, end, true
	}
	return second, secondEnd, end, true
}

// after returns the offset behind the next mark at or after from.
func after(data string, from int, mark string) (int, bool) {
	i := strings.Index(data[from:], mark)
	return from + i + len(mark), i >= 0
}
