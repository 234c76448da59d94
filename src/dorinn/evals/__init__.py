"""Question sets, runs, measures and reports: how right the routing is."""
