package model

// API is everything one documentation source says, pages and resources sorted
// by version and file.
type API struct {
	Pages     []*Page
	Resources []*Resource
}
