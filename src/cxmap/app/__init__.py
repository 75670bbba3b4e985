"""What each command does: a tree in, a report out, nothing printed."""
