"""What dorinn costs, beside what one would otherwise pick. `make bench`; docs/performance.md says what came out."""
