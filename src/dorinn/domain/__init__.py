"""The words of the field as frozen types. No input or output happens here."""
