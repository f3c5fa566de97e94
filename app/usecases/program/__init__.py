"""The program itself: how it starts, shows itself, tries itself, is carried along."""
