"""The composition root: settings, command line, lanes, and the one place where all parts meet."""
