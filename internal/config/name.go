package config

import (
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
)

// PackageName makes a Go package name for the output folder out, as seen from
// dir: the letters and digits of its name in lower case, "graph" where none are
// left. Where out is no name, as in "." and "..", the folder's module names it,
// which a clone under another name does not change, or else the folder's real
// name.
func PackageName(dir, out string) string {
	name := filepath.Base(filepath.Clean(out))
	if name == "." || name == ".." {
		if !filepath.IsAbs(out) {
			out = filepath.Join(dir, out)
		}
		name = folderName(out)
	}
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		if r >= 'a' && r <= 'z' || b.Len() > 0 && r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	if name := b.String(); token.IsIdentifier(name) {
		return name
	}
	return "graph"
}

// folderName is the last part of the path of the module that dir is the top of,
// without a major version; where it is the top of none, the name of dir.
func folderName(dir string) string {
	if data, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil {
		if name, _, ok := module.SplitPathVersion(modfile.ModulePath(data)); ok && name != "" {
			return path.Base(name)
		}
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	return filepath.Base(abs)
}
