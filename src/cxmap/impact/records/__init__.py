"""What change records say: scope, approvals, disagreements, lessons."""
