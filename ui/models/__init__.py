"""Item models over what use cases return: they wrap the rows, never copy them into other shapes."""
