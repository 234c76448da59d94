"""How other systems talk with dorinn: HSDS, CPSV-AP-NO, OpenAI-compatible chat and MCP."""
