"""What recipients gave back for bundles of the case: taken in, said where it belongs, answered."""
