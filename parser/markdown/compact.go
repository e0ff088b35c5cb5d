package markdown

import "strings"

// compact appends a copy of data to out in which code fences, comments and tables
// take one line each: their line ends are blanks there. goldmark spends its
// time line by line, and inside of these it has nothing to find. Offsets stay,
// and the blocks are cut out of the original, so that nothing is lost.
//
// Only what starts a line counts: inside lists and quotes goldmark has to see
// the lines.
//
// Marks of nested quotes and lists beyond maxNesting are blanked, and the place
// of the first of them is returned, or -1.
func compact(out []byte, data string) (lines []byte, cut int) {
	c := compacter{data: data, out: append(out, data...), cut: -1}
	for at := 0; at < len(data); {
		switch {
		case data[at] == '|':
			at = c.table(at)
		case data[at] == '`' && strings.HasPrefix(data[at:], "```"):
			at = c.fence(at)
		case data[at] == '<' && strings.HasPrefix(data[at:], "<!--"):
			at = c.comment(at)
		default:
			next := c.next(at)
			c.flatten(at, next)
			at = next
		}
	}
	return c.out, c.cut
}

type compacter struct {
	data string
	out  []byte
	cut  int // the first mark that was blanked, or -1
}

// next returns the start of the line behind the one at or around at.
func (c *compacter) next(at int) int {
	if i := strings.IndexByte(c.data[at:], '\n'); i >= 0 {
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
	line := strings.TrimSpace(c.data[open:body])
	ticks := len(line) - len(strings.TrimLeft(line, "`"))
	if strings.IndexByte(line[ticks:], '`') >= 0 {
		return body
	}
	for at := body; at < len(c.data); {
		end := c.next(at)
		if closesFence(c.data[at:end], ticks) {
			c.flatten(body, at)
			return end
		}
		if at > body {
			c.join(at)
		}
		at = end
	}
	c.flatten(body, len(c.data))
	return len(c.data)
}

// closesFence reports whether a line ends a fence that so many backticks
// opened.
func closesFence(line string, ticks int) bool {
	mark := strings.TrimLeft(line, " ")
	if !strings.HasPrefix(mark, "`") || len(line)-len(mark) > 3 {
		return false
	}
	mark = strings.TrimRight(mark, " \t\n")
	return len(mark) >= ticks && strings.Trim(mark, "`") == ""
}

// comment joins the lines of an HTML comment.
func (c *compacter) comment(open int) int {
	end := strings.Index(c.data[open:], "-->")
	if end < 0 {
		return c.next(open)
	}
	end += open
	for at := c.next(open); at <= end; at = c.next(at) {
		c.join(at)
	}
	return c.next(end)
}
