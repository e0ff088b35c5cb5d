package plan

import "testing"

func TestMethodSentence(t *testing.T) {
	for _, tt := range []struct{ name, description, want string }{
		{"Get", "Read one account.", "Get returns one account."},
		{"List", "Get a list of accounts. Sort them by name.", "List returns a list of accounts. Sort them by name."},
		{"List", "List accounts.", "List lists accounts."},
		{"Delete", "Permanently delete an account.", "Delete permanently deletes an account."},
		{"Copy", "Copy a file.", "Copy copies a file."},
		{"Finish", "Finish a job.", "Finish: Finish a job."},
		{"Reply", "Reply to all.", "Reply replies to all."},
		{"Create", "Use this API to create a [role](role.md).", "Create creates a role."},
		{"Set", "Add, change or remove a photo.", "Set adds, changes or removes a photo."},
		{"Delete", "Deletes an account.", "Delete deletes an account."},
		{"Get", "Gets one account.", "Get gets one account."},
		{"AssignLicense", "Give licenses, or take them away.", "AssignLicense gives licenses, or takes them away."},
		{"Move", "Move a file and delete the old one.", "Move moves a file and deletes the old one."},
		{"Get", "This method gets accounts.", "Get gets accounts."},
		{"Get", "This method that gets accounts.", "Get: This method that gets accounts."},
		{"Get", "In the bank of the town, read an account.", "Get, in the bank of the town, returns an account."},
		{"Get", "In the bank, one account.", "Get: In the bank, one account."},
		{"Set", "Change the account to lock or unlock it.", "Set changes the account to lock or unlock it."},
		{"Get", "Gets a user and list.", "Get gets a user and list."},
		{"CreateLink", "Share a file or its folder.", "CreateLink shares a file or its folder."},
		{"Add", "Add a page and share it.", "Add adds a page and shares it."},
		{"Add", "Add a page and share links.", "Add adds a page and share links."},
		{"Lock", "lock action", "Lock calls the lock action."},
		{"Get", "getAll function.", "Get calls the getAll function."},

		// The rest of the sentence would have to change too, or may not.
		{"Get", "Get a user list. Then read it.", "Get returns a user list. Then read it."},
		{"Get", "Get a user and list.", "Get: Get a user and list."},
		{"Let", "Allow apps to read and update the calendar.", "Let allows apps to read and update the calendar."},
		{"Let", "Allow apps to read mail and update the calendar.", "Let: Allow apps to read mail and update the calendar."},
		{"Set", "Add and polish a photo.", "Set: Add and polish a photo."},
		// A noun, other languages, other forms.
		{"Assign", "Change of an account.", "Assign: Change of an account."},
		{"Get", "Share links of an account.", "Get: Share links of an account."},
		{"Get", "Obtenga una cuenta.", "Get: Obtenga una cuenta."},
		{"Remove", "Retire un compte.", "Remove: Retire un compte."},
		{"Get", "Get", "Get: Get."},
		{"Sync", "Sync the accounts (all)", "Sync syncs the accounts (all)."},
		{"Update", "Update an account with these:", "Update updates an account with these."},
		{"Update", "Update an account. Send one of these:", "Update updates an account."},
		{"Get", "", "Get: "},
		{"Get", "読む。", "Get: 読む。"},
	} {
		if got := methodSentence(tt.name, tt.description); got != tt.want {
			t.Errorf("methodSentence(%q, %q) = %q, want %q", tt.name, tt.description, got, tt.want)
		}
	}
}
