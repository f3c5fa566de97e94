"""Making a bundle, and opening one."""
