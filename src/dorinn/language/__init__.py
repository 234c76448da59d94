"""Norwegian: the two written forms, folding, words and stems."""
