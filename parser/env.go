package parser

// pageEnv is what a page can't know by itself.
type pageEnv struct {
	// version is the version that the page's path names, or "".
	version string
	// include reads the file that a page names relative to itself. It returns
	// the file's path below api-reference/, and stays inside the docs source.
	include func(rel string) (name string, data []byte, err error)
}
