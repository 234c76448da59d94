"""CPSV-AP-NO 1.1: services as linked data for the national catalogue."""
