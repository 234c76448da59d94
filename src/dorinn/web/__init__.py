"""The door over HTTP: the JSON contract and the pages."""
