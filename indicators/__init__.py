"""Every percentage: its passport, its query, exact shares, small groups, levels."""
