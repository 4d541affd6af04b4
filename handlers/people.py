"""The roster: template, export, import, invitations, who is out of reach."""
