"""The command line: options in, exit code out. One module a command; each imports what it uses when it runs."""
