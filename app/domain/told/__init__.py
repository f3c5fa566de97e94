"""What a person tells beside the evidence."""
