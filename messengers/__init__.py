"""Talking to a messenger: the inbox, the outbox and one file or folder per messenger."""
