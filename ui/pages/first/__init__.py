"""The first minutes: from the first start to the first evidence, one decision a screen."""
