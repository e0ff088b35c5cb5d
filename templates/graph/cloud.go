package graph

// Cloud names one of the deployments of Microsoft Graph. Each has its own
// endpoint and its own sign-in authority, and a token for one is of no use at
// another. The zero Cloud is [Global].
type Cloud string

// The deployments of Microsoft Graph.
const (
	Global  Cloud = "https://graph.microsoft.com"             // the worldwide service
	USGovL4 Cloud = "https://graph.microsoft.us"              // US Government, GCC High
	USGovL5 Cloud = "https://dod-graph.microsoft.us"          // US Government, DoD
	China   Cloud = "https://microsoftgraph.chinacloudapi.cn" // operated by 21Vianet
)

// Endpoint is the service's address, without a version.
func (c Cloud) Endpoint() string {
	if c == "" {
		return string(Global)
	}
	return string(c)
}

// Scope is the scope that asks for all permissions granted to the
// application in this cloud.
func (c Cloud) Scope() string { return c.Endpoint() + "/.default" }

// Authority is the address of the cloud's sign-in service, as credential
// libraries want it.
func (c Cloud) Authority() string {
	switch c {
	case USGovL4, USGovL5:
		return "https://login.microsoftonline.us/"
	case China:
		return "https://login.chinacloudapi.cn/"
	default:
		return "https://login.microsoftonline.com/"
	}
}
