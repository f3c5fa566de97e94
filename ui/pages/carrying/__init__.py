"""Where a bundle is handed over: in one piece or in parts, and the way onto a stick."""
