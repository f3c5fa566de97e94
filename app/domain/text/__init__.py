"""Text that may be hostile or private: made visible, masked, weighed; Korean particles."""
