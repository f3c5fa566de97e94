"""One document format each: the tree or the record in, bytes out."""
