"""One item: seen, heard, compared, searched for traces, given a part, taken out."""
