package lint

import "github.com/graphgen/graphgen/parser/markdown"

// checkTabs finds a group of tabs that no line of hyphens ends: what follows
// is shown in the last tab alone.
func (p *page) checkTabs() {
	var open *markdown.Block
	for i := range p.Doc.Blocks {
		switch b := &p.Doc.Blocks[i]; b.Kind {
		case markdown.Tab:
			if open == nil {
				open = b
			}
		case markdown.Break:
			open = nil
		case markdown.Heading:
			if open != nil {
				p.report("tab-unclosed", open.Offset, "tabs are not closed before heading %q", clip(markdown.Plain(b.Text)))
			}
			open = nil
		}
	}
	if open != nil {
		p.report("tab-unclosed", open.Offset, "tabs are not closed before the end of the page")
	}
}
