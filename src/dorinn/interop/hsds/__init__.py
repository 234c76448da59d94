"""The Human Services Data Specification 3.0 (Open Referral): records out as JSON and over HTTP, drafts in."""
