"""Bundles: made, checked, carried, stamped, answered; the keys they are sealed for."""
