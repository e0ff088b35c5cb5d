package modes

//graph:scopes delegated: Mail.Read

/* nothing */ //graph:scopes nobody: Mail.Read // want `mode "nobody": expected delegated, delegatedPersonal or application`
