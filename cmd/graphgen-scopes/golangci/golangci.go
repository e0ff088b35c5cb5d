// Package golangci makes the analyzer of graphgen-scopes a module plugin of
// golangci-lint, called "graphscopes". It takes no settings.
package golangci

import (
	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/graphgen/graphgen/internal/scopecheck"
)

func init() { register.Plugin("graphscopes", New) }

// New returns the plugin.
func New(any) (register.LinterPlugin, error) { return plugin{}, nil }

type plugin struct{}

// BuildAnalyzers implements register.LinterPlugin.
func (plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	return []*analysis.Analyzer{scopecheck.New()}, nil
}

// GetLoadMode implements register.LinterPlugin.
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
