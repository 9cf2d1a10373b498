"""What makes reading fast: an index of the register under the Git folder, never committed, safe to delete."""
