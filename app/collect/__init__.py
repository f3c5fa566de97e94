"""How evidence gets in: walking, intake, kinds, metadata, links (never opened), chat importers."""
