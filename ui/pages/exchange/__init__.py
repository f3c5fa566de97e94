"""A case that goes to another vault and comes back: handed on, taken in, two versions."""
