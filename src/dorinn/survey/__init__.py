"""What a municipality's plan holds and what it lacks: drafts of records found in it, and gaps."""
