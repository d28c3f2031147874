## People, one person, invitations
