package naming

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Named is an operation with its name, as Settle sees it.
type Named struct {
	// Key is the operation's key; no two have the same.
	Key  string
	Name *Name
}

// Collision says that an operation got another name than its path gives,
// because Other has that name.
type Collision struct {
	Key   string
	Other string
	From  string
	To    string
}

// Settle gives operations of one name different names. The operation with
// more arguments keeps the name, then the first by key; the others get the
// name of their last argument as suffix. Operations that are known to share a
// name are told apart by Name already, so that Settle has nothing to do for
// them whichever of them are there.
func (r *Rules) Settle(ops []Named) []Collision {
	sorted := slices.Clone(ops)
	slices.SortFunc(sorted, func(a, b Named) int {
		if c := cmp.Compare(len(b.Name.Args), len(a.Name.Args)); c != 0 {
			return c
		}
		return strings.Compare(a.Key, b.Key)
	})
	owner := make(map[string]string, len(ops))
	var out []Collision
	for _, op := range sorted {
		name := op.Name.String()
		if first, taken := owner[name]; taken {
			from, base := name, op.Name.Method+r.argumentSuffix(op.Name.Args)
			op.Name.Method = base
			for i := 2; owner[op.Name.String()] != ""; i++ {
				op.Name.Method = base + strconv.Itoa(i)
			}
			name = op.Name.String()
			out = append(out, Collision{Key: op.Key, Other: first, From: from, To: name})
		}
		owner[name] = op.Key
	}
	return out
}

// argumentSuffix is what tells an operation apart from one of the same name.
func (r *Rules) argumentSuffix(args []Arg) string {
	if len(args) == 0 {
		return "Unkeyed"
	}
	return "By" + r.Exported(args[len(args)-1].Name)
}

// String returns the name as a chain: "Users.Messages.Get".
func (n *Name) String() string {
	return n.Chain + "." + n.Method
}
