"""The command line: the same use cases as the windows, without a screen."""
