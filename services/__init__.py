"""Use cases: load, decide, store. A service never commits, sends or formats."""
