"""What a vault holds, by its nouns: each a small store over the tables of the index."""
