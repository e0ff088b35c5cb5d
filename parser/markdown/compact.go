package markdown

import "bytes"

// compact returns a copy of data in which code fences, comments and tables
// take one line each: their line ends are blanks there. goldmark spends its
// time line by line, and inside of these it has nothing to find. Offsets stay,
// and the blocks are cut out of the original, so that nothing is lost.
//
// Only what starts a line counts: inside lists and quotes goldmark has to see
// the lines.
func compact(data []byte) []byte {
	c := compacter{data: data, out: bytes.Clone(data)}
	for at := 0; at < len(data); {
		switch {
		case data[at] == '|':
			at = c.table(at)
		case data[at] == '`' && bytes.HasPrefix(data[at:], []byte("```")):
			at = c.fence(at)
		case data[at] == '<' && bytes.HasPrefix(data[at:], []byte("<!--")):
			at = c.comment(at)
		default:
			at = c.next(at)
		}
	}
	return c.out
}

type compacter struct{ data, out []byte }

// next returns the start of the line behind the one at or around at.
func (c *compacter) next(at int) int {
	if i := bytes.IndexByte(c.data[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(c.data)
}

// join blanks the line end before the line that starts at.
func (c *compacter) join(at int) { c.out[at-1] = ' ' }

// table joins the lines from at on that start with a pipe, and returns the
// start of the first that does not.
func (c *compacter) table(at int) int {
	for {
		at = c.next(at)
		if at >= len(c.data) || c.data[at] != '|' {
			return at
		}
		c.join(at)
	}
}

// fence joins the lines between the marks of a code fence.
func (c *compacter) fence(open int) int {
	body := c.next(open)
	line := bytes.TrimSpace(c.data[open:body])
	ticks := len(line) - len(bytes.TrimLeft(line, "`"))
	if bytes.IndexByte(line[ticks:], '`') >= 0 {
		return body
	}
	for at := body; at < len(c.data); {
		end := c.next(at)
		if closesFence(c.data[at:end], ticks) {
			return end
		}
		if at > body {
			c.join(at)
		}
		at = end
	}
	return len(c.data)
}

// closesFence reports whether a line ends a fence that so many backticks
// opened.
func closesFence(line []byte, ticks int) bool {
	line = bytes.TrimRight(line, " \t\n")
	mark := bytes.TrimLeft(line, " ")
	return len(line)-len(mark) < 4 && len(mark) >= ticks && len(bytes.Trim(mark, "`")) == 0
}

// comment joins the lines of an HTML comment.
func (c *compacter) comment(open int) int {
	end := bytes.Index(c.data[open:], []byte("-->"))
	if end < 0 {
		return c.next(open)
	}
	end += open
	for at := c.next(open); at <= end; at = c.next(at) {
		c.join(at)
	}
	return c.next(end)
}
