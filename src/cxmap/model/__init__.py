"""What people write: the fields of every section, and nothing else."""
