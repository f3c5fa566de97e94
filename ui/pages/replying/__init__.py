"""What a recipient can do with a bundle that was checked: compare, confirm, ask. Needs no vault."""
