"""Documents become sections and quotable passages. Reads files from outside; nothing in them is trusted."""
