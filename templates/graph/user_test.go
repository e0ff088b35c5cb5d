package graph

import (
	"encoding/json"
	"time"
)

// The types here are written the way the generator writes them.

type DirectoryObject struct {
	Object          `odata:"microsoft.graph.directoryObject"`
	ID              string    `json:"id"`
	DeletedDateTime time.Time `json:"deletedDateTime"`
}

func (v *DirectoryObject) UnmarshalJSON(data []byte) error { return decodeObject(data, v) }
func (v DirectoryObject) MarshalJSON() ([]byte, error)     { return encodeObject(&v) }

type AgeGroup string

type AssignedLicense struct {
	Object        `odata:"microsoft.graph.assignedLicense"`
	DisabledPlans []string `json:"disabledPlans"`
	SKUID         string   `json:"skuId"`
}

func (v *AssignedLicense) UnmarshalJSON(data []byte) error { return decodeObject(data, v) }
func (v AssignedLicense) MarshalJSON() ([]byte, error)     { return encodeObject(&v) }

type PasswordProfile struct {
	Object                        `odata:"microsoft.graph.passwordProfile"`
	ForceChangePasswordNextSignIn bool   `json:"forceChangePasswordNextSignIn"`
	Password                      string `json:"password"`
}

func (v *PasswordProfile) UnmarshalJSON(data []byte) error { return decodeObject(data, v) }
func (v PasswordProfile) MarshalJSON() ([]byte, error)     { return encodeObject(&v) }

type MailboxSettings struct {
	Object     `odata:"microsoft.graph.mailboxSettings"`
	TimeZone   string    `json:"timeZone"`
	WorkStart  TimeOfDay `json:"workStart"`
	Properties Open      `json:"properties"`
}

func (v *MailboxSettings) UnmarshalJSON(data []byte) error { return decodeObject(data, v) }
func (v MailboxSettings) MarshalJSON() ([]byte, error)     { return encodeObject(&v) }

type Open struct{ Object }

func (v *Open) UnmarshalJSON(data []byte) error { return decodeObject(data, v) }
func (v Open) MarshalJSON() ([]byte, error)     { return encodeObject(&v) }

type User struct {
	Object                        `odata:"microsoft.graph.user"`
	ID                            string                 `json:"id"`
	DeletedDateTime               time.Time              `json:"deletedDateTime"`
	AboutMe                       string                 `json:"aboutMe"`
	AccountEnabled                bool                   `json:"accountEnabled"`
	AgeGroup                      AgeGroup               `json:"ageGroup"`
	AssignedLicenses              []AssignedLicense      `json:"assignedLicenses"`
	AssignedPlans                 []json.RawMessage      `json:"assignedPlans"`
	Birthday                      time.Time              `json:"birthday"`
	BusinessPhones                []string               `json:"businessPhones"`
	City                          string                 `json:"city"`
	CompanyName                   string                 `json:"companyName"`
	ConsentProvidedForMinor       string                 `json:"consentProvidedForMinor"`
	Country                       string                 `json:"country"`
	CreatedDateTime               time.Time              `json:"createdDateTime"`
	CreationType                  string                 `json:"creationType"`
	Department                    string                 `json:"department"`
	DeviceEnrollmentLimit         int32                  `json:"deviceEnrollmentLimit"`
	DisplayName                   string                 `json:"displayName"`
	EmployeeHireDate              time.Time              `json:"employeeHireDate"`
	EmployeeID                    string                 `json:"employeeId"`
	EmployeeType                  string                 `json:"employeeType"`
	ExternalUserState             string                 `json:"externalUserState"`
	FaxNumber                     string                 `json:"faxNumber"`
	GivenName                     string                 `json:"givenName"`
	HireDate                      time.Time              `json:"hireDate"`
	Identities                    []Open                 `json:"identities"`
	ImAddresses                   []string               `json:"imAddresses"`
	Interests                     []string               `json:"interests"`
	IsResourceAccount             bool                   `json:"isResourceAccount"`
	JobTitle                      string                 `json:"jobTitle"`
	LastPasswordChange            time.Time              `json:"lastPasswordChangeDateTime"`
	LegalAge                      string                 `json:"legalAgeGroupClassification"`
	Mail                          string                 `json:"mail"`
	MailNickname                  string                 `json:"mailNickname"`
	MailboxSettings               *MailboxSettings       `json:"mailboxSettings"`
	MobilePhone                   string                 `json:"mobilePhone"`
	MySite                        string                 `json:"mySite"`
	OfficeLocation                string                 `json:"officeLocation"`
	OnPremisesDistinguishedName   string                 `json:"onPremisesDistinguishedName"`
	OnPremisesDomainName          string                 `json:"onPremisesDomainName"`
	OnPremisesExtensionAttributes *Open                  `json:"onPremisesExtensionAttributes"`
	OnPremisesImmutableID         string                 `json:"onPremisesImmutableId"`
	OnPremisesLastSync            time.Time              `json:"onPremisesLastSyncDateTime"`
	OnPremisesSyncEnabled         bool                   `json:"onPremisesSyncEnabled"`
	OtherMails                    []string               `json:"otherMails"`
	PasswordPolicies              string                 `json:"passwordPolicies"`
	PasswordProfile               *PasswordProfile       `json:"passwordProfile"`
	PastProjects                  []string               `json:"pastProjects"`
	PostalCode                    string                 `json:"postalCode"`
	PreferredDataLocation         string                 `json:"preferredDataLocation"`
	PreferredLanguage             string                 `json:"preferredLanguage"`
	PreferredName                 string                 `json:"preferredName"`
	ProvisionedPlans              []Open                 `json:"provisionedPlans"`
	ProxyAddresses                []string               `json:"proxyAddresses"`
	Responsibilities              []string               `json:"responsibilities"`
	Schools                       []string               `json:"schools"`
	Score                         float64                `json:"score"`
	ShowInAddressList             bool                   `json:"showInAddressList"`
	Skills                        []string               `json:"skills"`
	State                         string                 `json:"state"`
	StreetAddress                 string                 `json:"streetAddress"`
	Surname                       string                 `json:"surname"`
	Thumbnail                     []byte                 `json:"thumbnail"`
	Quota                         int64                  `json:"quota"`
	Tenure                        Duration               `json:"tenure"`
	Started                       Date                   `json:"started"`
	UsageLocation                 string                 `json:"usageLocation"`
	UserPrincipalName             string                 `json:"userPrincipalName"`
	UserType                      string                 `json:"userType"`
	AppRoleAssignments            Rels[*Open]            `json:"appRoleAssignments"`
	Calendar                      Rel[*Open]             `json:"calendar"`
	DirectReports                 Rels[*DirectoryObject] `json:"directReports"`
	Drive                         Rel[*Open]             `json:"drive"`
	Manager                       Rel[*DirectoryObject]  `json:"manager"`
	MemberOf                      Rels[*DirectoryObject] `json:"memberOf"`
	Messages                      Rels[*Open]            `json:"messages"`
	Photo                         Rel[*Open]             `json:"photo"`
}

func (v *User) UnmarshalJSON(data []byte) error { return decodeObject(data, v) }
func (v User) MarshalJSON() ([]byte, error)     { return encodeObject(&v) }
