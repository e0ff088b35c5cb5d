package parser

import (
	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/markdown"
)

// scratch is memory in which one goroutine reads page after page. Nothing that
// a page gives may be part of it.
type scratch struct {
	markdown *markdown.Reader
	json     loosejson.Reader

	kept                      []markdown.Block // own copy of blocks that another keeps
	sections                  []section
	examples                  []example
	parts                     []part
	properties, relationships []property
}

func newScratch() *scratch { return &scratch{markdown: markdown.NewReader()} }
