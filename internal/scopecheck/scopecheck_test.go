package scopecheck

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
)

func TestAnalyzer(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), New(), "graph", "helper", "direct", "across", "modes", "none", "maker", "indirect", "together", "togetherlacking")
}
