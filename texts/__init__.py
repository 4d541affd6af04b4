"""Every Russian word the program says, and screens as data."""
