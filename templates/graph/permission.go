package graph

import "strings"

// The account types of an [OperationPermission].
const (
	AccountDelegatedWork     = "delegatedWork"
	AccountDelegatedPersonal = "delegatedPersonal"
	AccountApplication       = "application"
)

// OperationPermission is what an operation needs from one type of account. Where
// an operation has several of one account and context, a scope of each is needed.
type OperationPermission struct {
	// Account is AccountDelegatedWork, AccountDelegatedPersonal or AccountApplication.
	Account string
	// Context tells several tables of one page apart; usually empty.
	Context string
	// Scopes are alternatives, least privileged first: any one will do. There
	// are none where Supported and Unknown do not say why: no scope is needed.
	Scopes []string
	// Supported is false where this type of account can't call the operation.
	Supported bool
	// Unknown is true where the documentation does not say which scopes.
	Unknown bool
}

// lookUpPermissions finds an operation in the table that generated code
// carries: by its documented path, whatever its placeholders are called, or by
// the path of a request, which has values in their places.
func lookUpPermissions(table, method, path string) []OperationPermission {
	want := strings.ToLower(method + " " + placeholders(path))
	most := -1
	var found []OperationPermission
	here := false
	for line := range strings.Lines(table) {
		line = strings.TrimSuffix(line, "\n")
		row, isRow := strings.CutPrefix(line, "\t")
		switch {
		case !isRow:
			n := alike(strings.ToLower(placeholders(line)), want)
			if here = n > most; here {
				most, found = n, nil
			}
		case here:
			found = append(found, permissionRow(row))
		}
	}
	return found
}

// alike counts the segments that two paths share, where a value stands for
// any placeholder; -1 if they are not alike.
func alike(documented, path string) int {
	n := 0
	for {
		a, restA, moreA := strings.Cut(documented, "/")
		b, restB, moreB := strings.Cut(path, "/")
		switch {
		case moreA != moreB || a != b && (a != "{}" || b == ""):
			return -1
		case a == b:
			n++
		}
		if !moreA {
			return n
		}
		documented, path = restA, restB
	}
}

func permissionRow(row string) OperationPermission {
	account, rest, _ := strings.Cut(row, "\t")
	context, scopes, _ := strings.Cut(rest, "\t")
	p := OperationPermission{Account: AccountApplication, Context: context, Supported: scopes != "-", Unknown: scopes == "?"}
	switch account {
	case "w":
		p.Account = AccountDelegatedWork
	case "p":
		p.Account = AccountDelegatedPersonal
	}
	if scopes != "-" && scopes != "?" {
		p.Scopes = strings.Fields(scopes)
	}
	return p
}

// placeholders drops the names between braces.
func placeholders(path string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(path, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		_, path, _ = strings.Cut(rest, "}")
		b.WriteString("{}")
	}
}
