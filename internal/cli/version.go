package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of graphgen and of the Go that built it",
		Example: `  graphgen version`,
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			version, goVersion := toolVersion()
			_, err := fmt.Fprintf(a.stdout, "graphgen %s %s\n", version, goVersion)
			return err
		},
	}
}

// toolVersion returns the module's version and that of the Go that built it. A
// build from a checkout has its revision, or "(devel)".
func toolVersion() (version, goVersion string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)", ""
	}
	if info.Main.Version == "" {
		return "(devel)", info.GoVersion
	}
	return info.Main.Version, info.GoVersion
}
